import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, Redirect, useParams } from 'wouter';
import { api } from '../../../web/client';
import { useRested } from '../../../web/use-rested';
import { useBank, useRead } from '../api/use';
import type { Bank, List, Loan, Schemas } from '../api/types';
import { ErrorNote } from '../parts/errors';
import { AmountField, typedAmount, type Typed } from '../parts/fields';
import { Below, Button, Card, Figures, LinkButton, Loaded, Page, Status } from '../parts/ui';
import { useCommand } from '../parts/use-command';
import { REST_MS } from '../parts/use-cost';
import { decimalsOf, fromMinor, toMinor } from '../words/amounts';
import { useSpeech } from '../words/speech';
import { isOpen, isSome } from './loans';
import { Paid, type Payment } from './Receipt';
import { useUsable } from './use-instruments';
import { WaysToPay } from './WaysToPay';

export default function Pay() {
  const { id } = useParams<{ id?: string }>();
  return id === undefined ? <WhichLoan /> : <PayOn id={id} />;
}

function WhichLoan() {
  const { say, money, date } = useSpeech();
  const loans = useRead<List<Loan>>('loans/', { limit: 50 });
  return (
    <Page title={say('pay.title')}>
      <Loaded of={loans}>
        {({ results }) => {
          const open = results.filter(isOpen);
          const [only] = open;
          if (!only) {
            return (
              <Card>
                <p>{say('pay.nothing')}</p>
              </Card>
            );
          }
          if (open.length === 1) return <Redirect to={`/loans/${only.id}/pay`} replace />;
          return (
            <Card title={say('pay.which')}>
              <ul className="rows">
                {open.map((loan) => (
                  <li key={loan.id}>
                    <div>
                      <Link to={`/loans/${loan.id}/pay`}>
                        {say('home.loanOf', { amount: money(loan.amount, loan.currency) })}
                      </Link>
                      <div className="small soft">
                        {loan.next_due_date && say('home.dueOn', { date: date(loan.next_due_date) })}
                      </div>
                    </div>
                    <div>
                      <strong>{money(loan.next_due_amount, loan.currency)}</strong>
                      <div>
                        <Status of={loan.status} />
                      </div>
                    </div>
                  </li>
                ))}
              </ul>
            </Card>
          );
        }}
      </Loaded>
    </Page>
  );
}

function PayOn({ id }: { id: string }) {
  const { say } = useSpeech();
  const loan = useRead<Loan>(`loans/${id}/`);
  const payoff = useRead<Schemas['PayoffResponse']>(`loans/${id}/payoff/`);
  const schedule = useRead<Schemas['LoanScheduleResponse']>(`loans/${id}/schedule/`);
  const bank = useBank();
  const [paid, setPaid] = useState<Payment | null>(null);
  return (
    <Page title={say('pay.title')} back={{ to: `/loans/${id}`, label: say('loan.title') }}>
      <Loaded of={loan}>
        {(of) =>
          paid ? (
            <Paid payment={paid} loan={of} />
          ) : isOpen(of) ? (
            <Loaded of={payoff}>
              {({ total }) => (
                <Loaded of={schedule}>
                  {({ rows }) => (
                    <Loaded of={bank}>
                      {(known) => (
                        <PayForm loan={of} payoff={total} rows={rows} bank={known} onPaid={setPaid} />
                      )}
                    </Loaded>
                  )}
                </Loaded>
              )}
            </Loaded>
          ) : (
            <Card>
              <p>{say('pay.closed')}</p>
              <div>
                <LinkButton kind="quiet" to={`/loans/${id}`}>
                  {say('home.seeLoan')}
                </LinkButton>
              </div>
            </Card>
          )
        }
      </Loaded>
    </Page>
  );
}

type Choice = 'next' | 'due' | 'payoff' | 'other';

interface PayFormProps {
  loan: Loan;
  payoff: string;
  rows: Schemas['ScheduleRowResponse'][];
  bank: Bank;
  onPaid: (payment: Payment) => void;
}

function PayForm({ loan, payoff, rows, bank, onPaid }: PayFormProps) {
  const { say, money, date, notation } = useSpeech();
  const { currency } = loan;
  const due = dueOf(rows, loan.as_of, currency);
  const choices: [Choice, string, string][] = [
    [
      'next',
      say('pay.next', { date: loan.next_due_date ? date(loan.next_due_date) : '' }),
      loan.next_due_amount,
    ],
    ...(isSome(due) && due !== loan.next_due_amount
      ? [['due', say('pay.allDue'), due] as [Choice, string, string]]
      : []),
    ['payoff', say('pay.payoff'), payoff],
  ];
  // Who is late by more than one instalment is shown all of it first.
  const [choice, choose] = useState<Choice>(() =>
    choices.some(([name]) => name === 'due') ? 'due' : 'next',
  );
  const [other, setOther] = useState<Typed>(() => typedAmount(loan.next_due_amount, notation, currency));
  const amount = choice === 'other' ? other.amount : (choices.find(([name]) => name === choice)?.[2] ?? null);
  return (
    <div className="columns">
      <Card title={say('pay.howMuch')}>
        {isSome(loan.in_transit) && (
          <p className="note warn">{say('pay.underWay', { amount: money(loan.in_transit, currency) })}</p>
        )}
        <fieldset className="stack tight">
          <legend className="hidden">{say('pay.howMuch')}</legend>
          {choices.map(([name, label, of]) => (
            <label key={name} className="choice">
              <input
                type="radio"
                name="amount"
                checked={choice === name}
                onChange={() => {
                  choose(name);
                }}
              />
              <span>{label}</span>
              <span className="end">{money(of, currency)}</span>
            </label>
          ))}
          <label className="choice">
            <input
              type="radio"
              name="amount"
              checked={choice === 'other'}
              onChange={() => {
                choose('other');
              }}
            />
            <span>{say('pay.other')}</span>
          </label>
        </fieldset>
        {choice === 'other' && (
          <AmountField label={say('pay.amount')} value={other} currency={currency} onTyped={setOther} />
        )}
      </Card>
      <Effect loan={loan} amount={amount} bank={bank} onPaid={onPaid} />
    </div>
  );
}

/** What is due by now and not paid. */
function dueOf(rows: Schemas['ScheduleRowResponse'][], today: string, currency: string): string {
  const sum = rows
    .filter(({ due_date: on }) => on <= today)
    .reduce((total, { outstanding }) => total + toMinor(outstanding), 0n);
  return fromMinor(sum, decimalsOf(currency));
}

interface EffectProps {
  loan: Loan;
  amount: string | null;
  bank: Bank;
  onPaid: (payment: Payment) => void;
}

/** The loan before and after, as the API computes it, and then how to pay. */
function Effect({ loan, amount, bank, onPaid }: EffectProps) {
  const { say, money, date } = useSpeech();
  const rested = useRested(amount, REST_MS);
  const [usable] = useUsable().payWith;
  // Where nobody is taken at his word, the API tries only what an instrument would pay.
  const by = bank.ways_to_pay.direct_payments || !usable ? {} : { instrument: usable.id };
  const preview = useQuery({
    queryKey: ['payments/preview/', loan.id, rested, by],
    queryFn: ({ signal }) =>
      api<Schemas['PaymentPreviewResponse']>('payments/preview/', {
        method: 'POST',
        body: { loan: loan.id, amount: rested, ...by },
        signal,
      }),
    enabled: rested !== null,
    retry: false,
  });
  const shown = rested === amount && amount !== null ? preview.data : undefined;
  const pay = useCommand(`pay.${loan.id}`, { amount }, (idempotencyKey) =>
    api<Payment>('payments/', { method: 'POST', body: { loan: loan.id, amount }, idempotencyKey }),
  );
  return (
    <div className="stack">
      <Card title={say('pay.effect')}>
        <div className="stack" aria-live="polite">
          {preview.error && rested !== null ? <ErrorNote error={preview.error} /> : null}
          {shown && (
            <>
              <Figures
                asLines
                of={[
                  [say('pay.you'), money(shown.payment.amount, loan.currency)],
                  [say('pay.toInterest'), money(shown.payment.interest, loan.currency)],
                  ...(isSome(shown.payment.penalty)
                    ? [
                        [say('pay.toPenalty'), money(shown.payment.penalty, loan.currency)] as [
                          string,
                          string,
                        ],
                      ]
                    : []),
                  [say('pay.toPrincipal'), money(shown.payment.principal, loan.currency)],
                  [say('pay.before'), money(shown.before.remaining_balance, loan.currency)],
                  [say('pay.after'), money(shown.after.remaining_balance, loan.currency)],
                  [
                    say('pay.nextAfter'),
                    shown.after.next_due_date === null ? (
                      say('pay.nothingLeft')
                    ) : (
                      <Below
                        key="next"
                        value={money(shown.after.next_due_amount, loan.currency)}
                        note={date(shown.after.next_due_date)}
                      />
                    ),
                  ],
                ]}
              />
              {bank.ways_to_pay.direct_payments && (
                <>
                  <ErrorNote error={pay.error} />
                  <Button
                    isWide
                    isBusy={pay.isBusy}
                    onClick={() => {
                      void pay.go().then((payment) => {
                        if (payment) onPaid(payment);
                      });
                    }}
                  >
                    {say('pay.do', { amount: money(shown.payment.amount, loan.currency) })}
                  </Button>
                </>
              )}
            </>
          )}
          {amount === null && <p className="soft">{say('pay.typeAmount')}</p>}
        </div>
      </Card>
      <WaysToPay loan={loan} amount={shown ? amount : null} bank={bank} onPaid={onPaid} />
    </div>
  );
}
