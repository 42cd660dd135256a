import { Link } from 'wouter';
import { useRead, useUser } from '../api/use';
import type { Customer, List, Loan, Schemas } from '../api/types';
import { Big, Card, Figures, LinkButton, Loaded, Page, Progress, Status } from '../parts/ui';
import { toMinor } from '../words/amounts';
import { useSpeech } from '../words/speech';
import { daysBetween, isOpen, isSome, nextOf } from './loans';
import { Waits } from './Waits';

export default function Home() {
  const { say } = useSpeech();
  const user = useUser();
  const loans = useRead<List<Loan>>('loans/', { limit: 50 });
  return (
    <Page title={user.first_name ? say('home.hello', { name: user.first_name }) : say('home.title')}>
      <Loaded of={loans}>
        {({ results }) => (
          <div className="columns">
            <div className="stack">
              <NextPayment loans={results} />
              <Waits />
              <Loans loans={results} />
            </div>
            <div className="stack">
              <Credit id={user.id} />
              <ScoreCard />
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function NextPayment({ loans }: { loans: readonly Loan[] }) {
  const { say, money, date, relativeDays } = useSpeech();
  const next = nextOf(loans);
  if (!next?.next_due_date) {
    return (
      <Card title={say('home.nothingDue')} isLead>
        <p>{say(loans.length === 0 ? 'home.noLoanYet' : 'home.nothingDueSaid')}</p>
        <div className="row">
          <LinkButton to="/borrow">{say('home.askForLoan')}</LinkButton>
        </div>
      </Card>
    );
  }
  const days = daysBetween(next.as_of, next.next_due_date);
  const isLate = next.days_past_due > 0;
  return (
    <Card
      title={say('home.nextPayment')}
      isLead
      aside={
        <span className={isLate ? 'badge bad' : days <= 3 ? 'badge warn' : 'badge'}>
          {isLate ? say('home.late', { days: next.days_past_due }) : relativeDays(days)}
        </span>
      }
    >
      <div>
        <Big>{money(next.next_due_amount, next.currency)}</Big>
        <p className="soft">{say('home.dueOn', { date: date(next.next_due_date, 'long') })}</p>
      </div>
      {isSome(next.in_transit) && (
        <p className="note">{say('pay.underWay', { amount: money(next.in_transit, next.currency) })}</p>
      )}
      <div className="row">
        <LinkButton to={`/loans/${next.id}/pay`}>{say('pay.now')}</LinkButton>
        <LinkButton kind="quiet" to={`/loans/${next.id}`}>
          {say('home.seeLoan')}
        </LinkButton>
      </div>
    </Card>
  );
}

function Loans({ loans }: { loans: readonly Loan[] }) {
  const { say } = useSpeech();
  const running = loans.filter(isOpen);
  const ended = loans.filter((loan) => !isOpen(loan) && loan.status !== 'queued');
  return (
    <>
      {running.map((loan) => (
        <LoanCard key={loan.id} loan={loan} />
      ))}
      {ended.length > 0 && (
        <Card title={say('home.earlier')}>
          <ul className="rows">
            {ended.map((loan) => (
              <li key={loan.id}>
                <EarlierLoan loan={loan} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

function EarlierLoan({ loan }: { loan: Loan }) {
  const { money, date } = useSpeech();
  return (
    <>
      <Link to={`/loans/${loan.id}`}>{money(loan.amount, loan.currency)}</Link>
      <span>
        <span className="soft small">{date(loan.created_at.slice(0, 10))}</span> <Status of={loan.status} />
      </span>
    </>
  );
}

function LoanCard({ loan }: { loan: Loan }) {
  const { say, money, date } = useSpeech();
  return (
    <Card
      title={say('home.loanOf', { amount: money(loan.amount, loan.currency) })}
      aside={<Status of={loan.status} />}
    >
      <Progress
        part={toMinor(loan.total_paid)}
        whole={toMinor(loan.amount_due)}
        label={say('home.progress')}
      />
      <Figures
        of={[
          [say('loan.paid'), money(loan.total_paid, loan.currency)],
          [say('loan.stillOwed'), money(loan.remaining_balance, loan.currency)],
          [say('loan.nextDue'), loan.next_due_date === null ? '—' : date(loan.next_due_date)],
        ]}
      />
      <div>
        <Link to={`/loans/${loan.id}`}>{say('home.seeLoan')}</Link>
      </div>
    </Card>
  );
}

function Credit({ id }: { id: string }) {
  const { say, money } = useSpeech();
  const { data } = useRead<Customer>(`customers/${id}/`);
  if (!data || !isSome(data.credit_amount)) return null;
  return (
    <Card title={say('home.credit')}>
      <Big isMedium>{money(data.credit_amount, data.currency)}</Big>
      <p className="soft">{say('home.creditSaid')}</p>
    </Card>
  );
}

function ScoreCard() {
  const { say, percent } = useSpeech();
  const score = useRead<Schemas['CreditScoreResponse']>('credit_score/');
  return (
    <Card title={say('score.title')}>
      <Loaded of={score}>
        {(data) => (
          <>
            <div>
              <div className="big medium">{data.score}</div>
              <p className="soft">
                {data.interest_rate === null
                  ? say('score.tooLow')
                  : say('score.rate', { rate: percent(data.interest_rate) })}
              </p>
            </div>
            <Link to="/score">{say('score.why')}</Link>
          </>
        )}
      </Loaded>
    </Card>
  );
}
