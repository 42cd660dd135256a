import { useState } from 'react';
import { api } from '../../../web/client';
import { instrumentName } from '../../../web/instrument-name';
import type { Schemas } from '../api/types';
import { ToConfirm } from '../borrower/ToConfirm';
import { useUsable } from '../borrower/use-instruments';
import { ErrorNote } from '../parts/errors';
import { AmountField, NOTHING_TYPED, SelectField, type Typed } from '../parts/fields';
import { Button, Card } from '../parts/ui';
import { useCommand } from '../parts/use-command';
import { useSpeech } from '../words/speech';

/** Money into the fund, by card or from an account; a gateway collects it. */
export function Deposit({ currency }: { currency: string }) {
  const { say, money, date } = useSpeech();
  const { payWith: usable } = useUsable();
  const [typed, setTyped] = useState<Typed>(NOTHING_TYPED);
  const [chosen, choose] = useState('');
  const instrument = chosen || usable[0]?.id;
  const body = { amount: typed.amount, instrument };
  const deposit = useCommand('deposit', body, (idempotencyKey) =>
    api<Schemas['StartedTransferResponse']>('providers/deposits/', { method: 'POST', body, idempotencyKey }),
  );
  if (usable.length === 0) return null;
  return (
    <Card title={say('money.deposit')}>
      <p className="soft">{say('money.depositSaid')}</p>
      <SelectField
        label={say('pay.byInstrument')}
        value={instrument}
        options={usable.map(({ id, label }) => ({ value: id, label: instrumentName(label, say) }))}
        onText={choose}
      />
      <AmountField
        label={say('pay.amount')}
        value={typed}
        currency={currency}
        mayBeEmpty
        onTyped={setTyped}
      />
      <ErrorNote error={deposit.error} />
      <Button isBusy={deposit.isBusy || typed.amount === null} onClick={() => void deposit.go()}>
        {typed.amount === null
          ? say('money.add_funds')
          : say('money.add_fundsDo', { amount: money(typed.amount, currency) })}
      </Button>
      <div role="status">
        {deposit.done && say('receipt.underWaySaid', { date: date(deposit.done.expected_on) })}
      </div>
      {deposit.done?.action?.url ? (
        <a className="button" href={deposit.done.action.url}>
          {say('receipt.confirmThere')}
        </a>
      ) : (
        <ToConfirm />
      )}
    </Card>
  );
}
