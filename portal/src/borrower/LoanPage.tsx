import { useState } from 'react';
import { useParams } from 'wouter';
import { inFours } from '../../../web/in-fours';
import { useBank, useRead } from '../api/use';
import type { List, Loan, Payment, Schemas } from '../api/types';
import { DateField } from '../parts/fields';
import { FileButton } from '../parts/FileButton';
import { Schedule } from '../parts/schedule';
import { Below, Big, Card, Figures, LinkButton, Loaded, Nothing, Page, Progress, Status } from '../parts/ui';
import { toMinor } from '../words/amounts';
import { useSpeech } from '../words/speech';
import { Autopay } from './Autopay';
import { Care } from './Care';
import { Documents } from './Documents';
import { isOpen, isSome } from './loans';
import { Timeline } from './Timeline';
import { ToConfirm } from './ToConfirm';
import { Why } from './Why';

export default function LoanPage() {
  const { say } = useSpeech();
  const { id } = useParams<{ id: string }>();
  const loan = useRead<Schemas['LoanDetailResponse']>(`loans/${id}/`);
  const { data: bank } = useBank();
  const hasGateway = bank !== undefined && bank.ways_to_pay.gateways.length > 0;
  return (
    <Page title={say('loan.title')} back={{ to: '/', label: say('way.home') }}>
      <Loaded of={loan}>
        {(data) => (
          <div className="stack">
            <div className="columns">
              <Summary loan={data} />
              {isOpen(data) && <Payoff loan={data} />}
            </div>
            {data.status !== 'queued' && data.status !== 'cancelled' && <Plan loan={data} />}
            {isOpen(data) && (
              <div className="columns even">
                <Care loan={data} />
                <div className="stack">
                  {hasGateway && <Autopay loan={data} />}
                  <Documents loan={data} />
                </div>
              </div>
            )}
            <div className="columns even">
              <Paid loan={data} />
              <Timeline loan={data} />
            </div>
            {hasEnded(data) && <Documents loan={data} />}
          </div>
        )}
      </Loaded>
    </Page>
  );
}

/** It ran, and runs no longer. */
const hasEnded = (loan: Loan) => loan.status === 'paid' || loan.status === 'written_off';

function Summary({ loan }: { loan: Loan }) {
  const { say, money, date, percent } = useSpeech();
  const { currency } = loan;
  return (
    <Card title={money(loan.amount, currency)} aside={<Status of={loan.status} />} isLead>
      <Progress
        part={toMinor(loan.total_paid)}
        whole={toMinor(loan.amount_due)}
        label={say('home.progress')}
      />
      <Figures
        of={[
          [say('loan.stillOwed'), money(loan.remaining_balance, currency)],
          [say('loan.paid'), money(loan.total_paid, currency)],
          [
            say('loan.nextDue'),
            loan.next_due_date === null ? (
              '—'
            ) : (
              <Below
                key="next"
                value={money(loan.next_due_amount, currency)}
                note={date(loan.next_due_date)}
              />
            ),
          ],
          [say('cost.rate'), percent(loan.interest_rate)],
          [say('loan.number'), <bdi key="number">{inFours(loan.number)}</bdi>],
          ...(isSome(loan.late_interest)
            ? [[say('penalty'), money(loan.late_interest, currency)] as [string, string]]
            : []),
        ]}
      />
      {isSome(loan.in_transit) && (
        <>
          <p className="note">{say('pay.underWay', { amount: money(loan.in_transit, currency) })}</p>
          <ToConfirm loan={loan.id} />
        </>
      )}
      {isOpen(loan) && (
        <div className="row">
          <LinkButton to={`/loans/${loan.id}/pay`}>{say('pay.now')}</LinkButton>
        </div>
      )}
    </Card>
  );
}

function Plan({ loan }: { loan: Loan }) {
  const { say } = useSpeech();
  const schedule = useRead<Schemas['LoanScheduleResponse']>(`loans/${loan.id}/schedule/`, { explain: 1 });
  const [asked, ask] = useState<number | null>(null);
  return (
    <Card title={say('schedule.title')}>
      <Loaded of={schedule}>
        {({ rows, currency }) => {
          const row = rows.find(({ nr }) => nr === asked);
          return (
            <>
              <Schedule rows={rows} currency={currency} onWhy={ask} />
              {row && (
                <Why
                  row={row}
                  currency={currency}
                  onClose={() => {
                    ask(null);
                  }}
                />
              )}
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}

function Paid({ loan }: { loan: Loan }) {
  const { say, money, date } = useSpeech();
  const payments = useRead<List<Payment>>('payments/', { loan: loan.id, limit: 100 });
  return (
    <Card title={say('loan.payments')}>
      <Loaded of={payments}>
        {({ results }) =>
          results.length === 0 ? (
            <Nothing say="loan.noPayments" />
          ) : (
            <ul className="rows">
              {results.map((payment) => (
                <li key={payment.id}>
                  <div>
                    <strong>{date(payment.value_date)}</strong>
                    <div className="small soft">
                      {say('schedule.parts', {
                        principal: money(payment.principal, payment.currency),
                        interest: money(payment.interest, payment.currency),
                      })}
                      {isSome(payment.penalty) && (
                        <>
                          {' '}
                          {say('schedule.withPenalty', { penalty: money(payment.penalty, payment.currency) })}
                        </>
                      )}
                    </div>
                  </div>
                  <div>
                    <strong>{money(payment.amount, payment.currency)}</strong>
                    {payment.reversed_at !== null && (
                      <div>
                        <span className="badge bad">{say('loan.reversed')}</span>
                      </div>
                    )}
                    <div className="small">
                      <FileButton
                        isPlain
                        path={`payments/${payment.id}/pdf/`}
                        name="receipt.pdf"
                        label={say('documents.receiptOf', { date: date(payment.value_date) })}
                      >
                        {say('documents.receipt')}
                      </FileButton>
                    </div>
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}

function Payoff({ loan }: { loan: Loan }) {
  const { say, money } = useSpeech();
  const [date, setDate] = useState(loan.as_of);
  const payoff = useRead<Schemas['PayoffResponse']>(
    `loans/${loan.id}/payoff/`,
    { date },
    { enabled: date >= loan.as_of, keep: true },
  );
  return (
    <Card title={say('payoff.title')}>
      <DateField
        label={say('payoff.on')}
        min={loan.as_of}
        value={date}
        onText={setDate}
        fault={date < loan.as_of ? say('payoff.past') : undefined}
      />
      <Loaded of={payoff}>
        {(data) => (
          <>
            <div aria-live="polite">
              <Big isMedium>{money(data.total, data.currency)}</Big>
            </div>
            <Figures
              asLines
              of={[
                [say('principal'), money(data.principal, data.currency)],
                [say('interest'), money(data.interest, data.currency)],
                ...(isSome(data.penalty)
                  ? [[say('penalty'), money(data.penalty, data.currency)] as [string, string]]
                  : []),
              ]}
            />
            <p className="hint">{say('payoff.said')}</p>
            <div>
              <FileButton path={`loans/${loan.id}/payoff/pdf/`} query={{ date }} name="payoff.pdf">
                {say('documents.payoff')}
              </FileButton>
            </div>
          </>
        )}
      </Loaded>
    </Card>
  );
}
