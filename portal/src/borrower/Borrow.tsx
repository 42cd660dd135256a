import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../../../web/client';
import { Refused } from '../../../web/errors';
import { useBank, useRead, useUser } from '../api/use';
import type { Bank, Customer, Schemas } from '../api/types';
import { CostFigures } from '../parts/CostFigures';
import { Dialog } from '../parts/Dialog';
import { ErrorNote } from '../parts/errors';
import { typedAmount } from '../parts/fields';
import { LoanForm, sampleOf } from '../parts/loan-form';
import { Below, Button, Card, Figures, LinkButton, Loaded, Page } from '../parts/ui';
import { useCommand } from '../parts/use-command';
import { useCost } from '../parts/use-cost';
import { useSpeech } from '../words/speech';

type Preview = Schemas['QuotePreviewResponse'];
type Quote = Schemas['QuoteResponse'];
type Answer = Schemas['LoanResponse'] & Partial<Pick<Schemas['QueuedLoanResponse'], 'queue'>>;

export default function Borrow() {
  const { say } = useSpeech();
  const { id } = useUser();
  const customer = useRead<Customer>(`customers/${id}/`);
  const terms = useRead<Schemas['BankConfigurationResponse']>('bank_configuration/');
  const bank = useBank();
  return (
    <Page title={say('borrow.title')} lead={say('borrow.lead')}>
      <Loaded of={customer}>
        {(me) => (
          <Loaded of={terms}>
            {({ installments }) => (
              <Loaded of={bank}>
                {(data) => <BorrowForm me={me} mostInstallments={installments} bank={data} />}
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function BorrowForm({ me, mostInstallments, bank }: { me: Customer; mostInstallments: number; bank: Bank }) {
  const { say, money, notation } = useSpeech();
  const { currency } = me;
  const range = { min: me.min_loan_amount, max: me.max_loan_amount };
  const [amount, setAmount] = useState(() => typedAmount(sampleOf(range, currency), notation, currency));
  const [installments, setInstallments] = useState(mostInstallments);
  const cost = useCost<Preview>('quotes/preview/', amount.amount, installments);
  const [quote, setQuote] = useState<Quote | null>(null);
  const ask = useCommand('quote', { amount: amount.amount, installments }, () =>
    api<Quote>('quotes/', { method: 'POST', body: { amount: amount.amount, installments } }),
  );
  const mayWait = bank.waiting !== 'never';
  const lacksMoney = cost.data?.can_be_funded === false;
  return (
    <div className="columns">
      <Card>
        <LoanForm
          amount={amount}
          onAmount={setAmount}
          installments={installments}
          onInstallments={setInstallments}
          range={range}
          mostInstallments={mostInstallments}
          currency={currency}
        />
        <p className="hint">
          {me.has_own_range
            ? say('borrow.ownRange')
            : me.score_band === null
              ? say('borrow.bankRange')
              : say('borrow.bandRange', { band: me.score_band, score: me.credit_score })}{' '}
          <Link to="/score">{say('score.why')}</Link>
        </p>
      </Card>
      <Card title={say('borrow.cost')}>
        <div className="stack" aria-live="polite" aria-busy={cost.isFetching}>
          {cost.error ? <Refusal error={cost.error} /> : cost.data && <CostFigures cost={cost.data} />}
        </div>
        {lacksMoney && <p className="note warn">{say(mayWait ? 'borrow.noMoneyWait' : 'borrow.noMoney')}</p>}
        <ErrorNote error={ask.error} />
        {!cost.error && amount.amount !== null && (
          <Button
            isWide
            isBusy={ask.isBusy}
            onClick={() => {
              void ask.go().then((made) => {
                if (made) setQuote(made);
              });
            }}
          >
            {say('borrow.ask')}
          </Button>
        )}
        <p className="hint">{say('borrow.nothingYet')}</p>
      </Card>
      {quote && (
        <Confirm
          quote={quote}
          mayWait={mayWait}
          money={(text) => money(text, currency)}
          onClose={() => {
            setQuote(null);
          }}
        />
      )}
    </div>
  );
}

/** Why not, and what would help. */
function Refusal({ error }: { error: unknown }) {
  const { say } = useSpeech();
  const isOfScore = error instanceof Refused && error.problem.code === 'score_too_low';
  return (
    <>
      <ErrorNote error={error} />
      {isOfScore && (
        <p>
          {say('borrow.scoreHelps')} <Link to="/score">{say('score.why')}</Link>
        </p>
      )}
    </>
  );
}

interface ConfirmProps {
  quote: Quote;
  mayWait: boolean;
  money: (amount: string) => string;
  onClose: () => void;
}

/** The loan is exactly what is shown here; a loan that waits keeps amount and instalments alone, which is said before. */
function Confirm({ quote, mayWait, money, onClose }: ConfirmProps) {
  const { say, date, percent } = useSpeech();
  const waits = !quote.can_be_funded && mayWait;
  const take = useCommand(`loan.${quote.id}`, { quote: quote.id, waits }, (idempotencyKey) =>
    api<Answer>('loans/', {
      method: 'POST',
      body: { quote: quote.id, ...(waits && { queue: true }) },
      idempotencyKey,
    }),
  );
  if (take.done) return <Taken loan={take.done} onClose={onClose} />;
  const first = quote.schedule[0];
  return (
    <Dialog
      isOpen
      title={say(waits ? 'borrow.confirmWait' : 'borrow.confirm', { amount: money(quote.amount) })}
      lead={say(waits ? 'borrow.confirmWaitSaid' : 'borrow.confirmSaid')}
      onClose={onClose}
    >
      <Figures
        asLines
        of={[
          [say('cost.youGet'), money(quote.amount)],
          [say('cost.total'), money(quote.total_due)],
          [say('loan.installmentsShort'), String(quote.installments)],
          [
            say(waits ? 'cost.firstAbout' : 'cost.first'),
            <Below
              key="first"
              value={money(first?.total_due ?? '0')}
              note={date(first?.due_date ?? quote.start_date)}
            />,
          ],
          [say('cost.aprEu'), quote.apr_eu === null ? '—' : percent(quote.apr_eu)],
        ]}
      />
      <ErrorNote error={take.error} />
      <div className="row">
        <Button isBusy={take.isBusy} onClick={() => void take.go()}>
          {say(waits ? 'borrow.wait' : 'borrow.take')}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {say('cancel')}
        </Button>
      </div>
    </Dialog>
  );
}

function Taken({ loan, onClose }: { loan: Answer; onClose: () => void }) {
  const { say, money, date } = useSpeech();
  const amount = money(loan.amount, loan.currency);
  return (
    <Dialog
      isOpen
      title={say(loan.queue ? 'borrow.queued' : 'borrow.done', { amount })}
      lead={
        loan.queue
          ? say('borrow.queuedSaid', { place: loan.queue.position, date: date(loan.queue.expires_on) })
          : say('borrow.doneSaid')
      }
      onClose={onClose}
    >
      <div className="row">
        <LinkButton to={loan.queue ? '/' : `/loans/${loan.id}`}>
          {say(loan.queue ? 'borrow.toHome' : 'home.seeLoan')}
        </LinkButton>
      </div>
    </Dialog>
  );
}
