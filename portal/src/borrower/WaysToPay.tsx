import { Link } from 'wouter';
import { instrumentName } from '../../../web/instrument-name';
import { api } from '../../../web/client';
import { inFours } from '../../../web/in-fours';
import type { Bank, Loan, Schemas } from '../api/types';
import { AccountNumber } from '../parts/AccountNumber';
import { ErrorNote } from '../parts/errors';
import { Button, Card, Figures } from '../parts/ui';
import { useCommand } from '../parts/use-command';
import { useSpeech } from '../words/speech';
import { useUsable } from './use-instruments';
import type { Payment } from './Receipt';

interface WaysToPayProps {
  loan: Loan;
  /** Null: none that the API would take. */
  amount: string | null;
  bank: Bank;
  onPaid: (payment: Payment) => void;
}

/** The ways that there are: cards and accounts of people, transfers to the bank, and what the bank says itself. */
export function WaysToPay({ loan, amount, bank, onPaid }: WaysToPayProps) {
  const { say } = useSpeech();
  const { gateways, bank_accounts: accounts, instructions, direct_payments: direct } = bank.ways_to_pay;
  return (
    <>
      {gateways.length > 0 && <ByInstrument loan={loan} amount={amount} onPaid={onPaid} />}
      {accounts.length > 0 && (
        <Card title={say('pay.byTransfer')}>
          {accounts.map(({ name, number }) => (
            <Figures
              key={number}
              asLines
              of={[
                [say('pay.payee'), name],
                [say('pay.account'), <AccountNumber key="number" number={number} />],
                [say('pay.reference'), <bdi key="reference">{inFours(creditorReference(loan.number))}</bdi>],
              ]}
            />
          ))}
          <p className="hint">{say('pay.transferSaid')}</p>
        </Card>
      )}
      {instructions !== '' && (
        <Card title={say('pay.inPerson')}>
          <p className="said">{instructions}</p>
        </Card>
      )}
      {!direct && gateways.length === 0 && accounts.length === 0 && instructions === '' && (
        <p className="note">{say('pay.askBank')}</p>
      )}
    </>
  );
}

/** The number of a loan with the check digits that banks know (ISO 11649): a slip is found where it is typed. */
export function creditorReference(number: string): string {
  const check = 98n - (BigInt(`${number}271500`) % 97n);
  return `RF${String(check).padStart(2, '0')}${number}`;
}

function ByInstrument({ loan, amount, onPaid }: Omit<WaysToPayProps, 'bank'>) {
  const { say } = useSpeech();
  const { payWith: usable } = useUsable();
  return (
    <Card title={say('pay.byInstrument')}>
      {usable.length === 0 ? (
        <p className="soft">{say('pay.noInstrument')}</p>
      ) : (
        usable.map((instrument) => (
          <OneInstrument
            key={instrument.id}
            instrument={instrument}
            loan={loan}
            amount={amount}
            onPaid={onPaid}
          />
        ))
      )}
      <p>
        <Link to={`/loans/${loan.id}`}>{say('autopay.link')}</Link>
      </p>
    </Card>
  );
}

function OneInstrument({
  instrument,
  loan,
  amount,
  onPaid,
}: Omit<WaysToPayProps, 'bank'> & { instrument: Schemas['InstrumentResponse'] }) {
  const { say } = useSpeech();
  const body = { loan: loan.id, amount, instrument: instrument.id };
  const collect = useCommand(`collect.${loan.id}.${instrument.id}`, body, (idempotencyKey) =>
    api<Payment>('payments/collect/', { method: 'POST', body, idempotencyKey }),
  );
  return (
    <>
      <ErrorNote error={collect.error} />
      <Button
        kind="quiet"
        isBusy={collect.isBusy || amount === null}
        onClick={() => {
          void collect.go().then((payment) => {
            if (payment) onPaid(payment);
          });
        }}
      >
        {say('pay.with', { instrument: instrumentName(instrument.label, say) })}
      </Button>
    </>
  );
}
