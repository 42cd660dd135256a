import { useParams } from 'wouter';
import { inFours } from '../../../web/in-fours';
import { useRead } from '../api/use';
import type { List, Loan, Schemas } from '../api/types';
import { isSome } from '../borrower/loans';
import { Timeline } from '../borrower/Timeline';
import { usePages } from '../parts/pages';
import { Schedule } from '../parts/schedule';
import { Big, Card, Figures, Loaded, Nothing, Page, Progress, Status } from '../parts/ui';
import { toMinor } from '../words/amounts';
import { useSpeech } from '../words/speech';

type ShareOfPayment = Schemas['ShareOfPaymentResponse'];

/** A loan, by one's own share of it. */
export default function ShareOfLoan() {
  const { say } = useSpeech();
  const { id } = useParams<{ id: string }>();
  const loan = useRead<Loan>(`loans/${id}/`);
  return (
    <Page title={say('share.title')} back={{ to: '/portfolio', label: say('way.portfolio') }}>
      <Loaded of={loan}>
        {(data) => (
          <div className="stack">
            <div className="columns">
              <Own loan={data} />
              <Receipt id={id} />
            </div>
            <Payments id={id} />
            <Plan id={id} />
            <Timeline loan={data} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Own({ loan }: { loan: Loan }) {
  const { say, money, percent, date } = useSpeech();
  const fundings = useRead<List<Schemas['FundingResponse']>>(`loans/${loan.id}/fundings/`);
  return (
    <Card title={say('share.own')} aside={<Status of={loan.status} />} isLead>
      <Loaded of={fundings}>
        {({ results }) => {
          // The others that lent to it are not named: only one's own row has a provider.
          const own = results.find(({ provider }) => provider !== null);
          if (!own) return <Nothing say="share.none" />;
          return (
            <>
              <Big>{money(own.amount, own.currency)}</Big>
              <Progress
                part={toMinor(own.principal_returned)}
                whole={toMinor(own.amount)}
                label={say('share.progress')}
              />
              <Figures
                of={[
                  [say('loan.number'), <bdi key="number">{inFours(own.loan_number)}</bdi>],
                  [say('portfolio.outstanding'), money(own.principal_outstanding, own.currency)],
                  [say('portfolio.returned'), money(own.principal_returned, own.currency)],
                  [say('portfolio.interest'), money(own.interest_earned, own.currency)],
                  [say('portfolio.penalty'), money(own.penalty_earned, own.currency)],
                  [say('portfolio.lost'), money(own.principal_lost, own.currency)],
                  [say('share.whole'), money(loan.amount, loan.currency)],
                  [say('cost.rate'), percent(loan.interest_rate)],
                  [say('loan.nextDue'), loan.next_due_date === null ? '—' : date(loan.next_due_date)],
                ]}
              />
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}

/** What each payment of the borrower brought this lender, newest first. */
function Payments({ id }: { id: string }) {
  const { say } = useSpeech();
  const { turning, page } = usePages();
  const shares = useRead<List<ShareOfPayment>>(
    'providers/portfolio/payments/',
    { loan: id, limit: 12, cursor: page },
    { keep: true },
  );
  return (
    <Card title={say('share.payments')}>
      <Loaded of={shares}>
        {({ results, next }) => (
          <>
            {results.length === 0 ? (
              <Nothing say="share.noPayments" />
            ) : (
              <ul className="rows">
                {results.map((share, index) => (
                  <OnePayment key={index} share={share} />
                ))}
              </ul>
            )}
            {turning(next)}
          </>
        )}
      </Loaded>
    </Card>
  );
}

const PARTS = [
  ['principal', 'share.principal'],
  ['interest', 'share.interest'],
  ['penalty', 'share.penalty'],
  ['recovery', 'share.recovery'],
] as const;

function OnePayment({ share }: { share: ShareOfPayment }) {
  const { say, money, date } = useSpeech();
  const { currency, commission, reversed_at: reversedAt } = share;
  const parts = PARTS.filter(([name]) => isSome(share[name]));
  return (
    <li>
      <div>
        <strong>{date(share.value_date)}</strong>{' '}
        {reversedAt !== null && <span className="badge warn">{say('share.takenBack')}</span>}
        {parts.length > 0 && (
          <div className="small soft">
            {parts.map(([name, key]) => say(key, { amount: money(share[name], currency) })).join(' · ')}
          </div>
        )}
        {isSome(commission) && (
          <div className="small soft">{say('share.commission', { amount: money(commission, currency) })}</div>
        )}
      </div>
      <strong className="number">{money(share.amount, currency)}</strong>
    </li>
  );
}

function Plan({ id }: { id: string }) {
  const { say } = useSpeech();
  const schedule = useRead<Schemas['LoanScheduleResponse']>(`loans/${id}/schedule/`);
  return (
    <Card title={say('share.schedule')}>
      <Loaded of={schedule}>{({ rows, currency }) => <Schedule rows={rows} currency={currency} />}</Loaded>
    </Card>
  );
}

/** Why one's own money was taken for it, or how much. */
function Receipt({ id }: { id: string }) {
  const { say, has, money, instant } = useSpeech();
  const receipt = useRead<Schemas['AllocationReceiptResponse']>(`loans/${id}/allocation/`);
  return (
    <Card title={say('share.allocation')}>
      <Loaded of={receipt}>
        {(data) => {
          const [own] = data.results;
          if (!own) return <Nothing say="share.none" />;
          const why = `skipped.${String(own.reason)}`;
          return (
            <Figures
              asLines
              of={[
                [say('share.when'), instant(data.allocated_at)],
                [say('share.policy'), say(`policy.${data.policy}`)],
                [
                  say('share.rank'),
                  own.rank === null ? '—' : say('share.rankOf', { rank: own.rank, of: data.ranked }),
                ],
                [say('share.free'), money(own.free_amount, data.currency)],
                [say('share.room'), money(own.room, data.currency)],
                [say('share.taken'), money(own.amount, data.currency)],
                ...(own.reason === null
                  ? []
                  : [[say('share.reason'), has(why) ? say(why) : own.reason] as [string, string]]),
              ]}
            />
          );
        }}
      </Loaded>
    </Card>
  );
}
