import { useState } from 'react';
import { api } from '../../../web/client';
import type { Loan, Schemas } from '../api/types';
import { ErrorNote, useFaultOf } from '../parts/errors';
import { AmountField, DateField, typedAmount } from '../parts/fields';
import { Button } from '../parts/ui';
import { useCommand } from '../parts/use-command';
import { useSpeech } from '../words/speech';

const MOST_DAYS = 31;

function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** One's own word on what will be paid, and by when. */
export function PromiseForm({ loan }: { loan: Loan }) {
  const { say, money, notation } = useSpeech();
  const { currency, as_of: today } = loan;
  const [amount, setAmount] = useState(() => typedAmount(loan.next_due_amount, notation, currency));
  const [dueOn, setDueOn] = useState(() => {
    const next = loan.next_due_date ?? today;
    return next > today && next <= daysAfter(today, MOST_DAYS) ? next : daysAfter(today, 7);
  });
  const body = { amount: amount.amount, due_on: dueOn };
  const promise = useCommand(`promise.${loan.id}`, body, (idempotencyKey) =>
    api<Schemas['PromiseResponse']>(`loans/${loan.id}/promises/`, { method: 'POST', body, idempotencyKey }),
  );
  const faultOf = useFaultOf(promise.error);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (amount.amount !== null) void promise.go();
      }}
    >
      <p className="soft">{say('promise.said')}</p>
      <AmountField
        label={say('pay.amount')}
        value={amount}
        currency={currency}
        fault={faultOf('amount')}
        onTyped={setAmount}
      />
      <DateField
        label={say('promise.by')}
        required
        min={today}
        max={daysAfter(today, MOST_DAYS)}
        value={dueOn}
        fault={faultOf('due_on')}
        onText={setDueOn}
      />
      <ErrorNote error={promise.error} />
      <div>
        <Button type="submit" isBusy={promise.isBusy || amount.amount === null}>
          {say('promise.do', { amount: amount.amount === null ? '…' : money(amount.amount, currency) })}
        </Button>
      </div>
    </form>
  );
}
