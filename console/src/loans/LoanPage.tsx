import { Alert, Box } from '@mui/material';
import { ShowBase, TabbedShowLayout, useRecordContext, Title } from 'react-admin';
import { inFours } from '../../../web/in-fours';
import type { LoanDetail } from '../api/types';
import { LoanCare } from '../care/LoanCare';
import { Figures } from '../parts/Figures';
import { Ref } from '../parts/Links';
import { Status } from '../parts/Status';
import { Tabbed } from '../parts/Tabbed';
import { counted, date, duration, instant, money, percent } from '../parts/format';
import { inSentence } from '../parts/words';
import { AllocationReceipt } from './AllocationReceipt';
import { autopayInWords } from './autopay-words';
import { LoanActions } from './LoanActions';
import { LoanFundings } from './LoanFundings';
import { LoanPayments } from './LoanPayments';
import { Payoff } from './Payoff';
import { SchedulePanel } from './SchedulePanel';
import { Timeline } from './Timeline';
import { say } from '../words/say';

/** Everything about one loan. */
export default function LoanPage() {
  return (
    <ShowBase resource="loans">
      <LoanTabs />
    </ShowBase>
  );
}

function LoanTabs() {
  const loan = useRecordContext<LoanDetail>();
  if (!loan) return null;
  const name = loan.customer_name ?? say('Loan');
  const isPaidOut = loan.status !== 'queued' && loan.status !== 'cancelled';
  return (
    <Box sx={{ mt: 2 }}>
      <Title title={say('Loan {number} · {name}', { number: inFours(loan.number), name })} />
      <LoanHead loan={loan} />
      <LoanActions loan={loan} />
      <Tabbed>
        <TabbedShowLayout.Tab label={say('Schedule')}>
          {isPaidOut ? <SchedulePanel loan={loan} /> : <NothingDue />}
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={say('Payments')} path="payments">
          <LoanPayments loan={loan} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={say('Timeline')} path="timeline">
          <Timeline loan={loan} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={say('Promises and notes')} path="care">
          <LoanCare loan={loan} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={say('Lenders')} path="lenders">
          <LoanFundings loan={loan} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={say('Allocation')} path="allocation">
          <AllocationReceipt loan={loan} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={say('Payoff')} path="payoff">
          {isPaidOut ? <Payoff loan={loan} /> : <NothingDue />}
        </TabbedShowLayout.Tab>
      </Tabbed>
    </Box>
  );
}

/** Of a loan that waits, was cancelled or undone the API has no figures, which is no fault. */
function NothingDue() {
  return <Alert severity="info">{say('No money was paid out on this loan, so nothing is due.')}</Alert>;
}

const METHODS: Record<string, string> = {
  flat: say('flat'),
  declining_balance: say('on the declining balance'),
};

function LoanHead({ loan }: { loan: LoanDetail }) {
  const amount = (text: string) => money(text, loan.currency);
  return (
    <>
      {loan.days_past_due > 0 && (
        <Alert severity={loan.status === 'defaulted' ? 'error' : 'warning'} sx={{ mb: 1.5 }}>
          {say('{days} past due. {amount} was due on {date}.', {
            days: counted(loan.days_past_due, 'day'),
            amount: amount(loan.next_due_amount),
            date: date(loan.next_due_date),
          })}
        </Alert>
      )}
      <Figures
        rows={[
          [say('Status'), <Status key="status" value={loan.status} />],
          ...(loan.undone_on === undefined ? [] : ([[say('Undone on'), date(loan.undone_on)]] as const)),
          [
            say('Customer'),
            <Ref key="customer" kind="customer" id={loan.customer} name={loan.customer_name ?? null} />,
          ],
          [say('Principal'), amount(loan.amount)],
          [say('Total owed'), amount(loan.amount_due)],
          [say('Paid'), amount(loan.total_paid)],
          [say('Still owed'), amount(loan.remaining_balance)],
          ...(loan.in_transit === undefined ? [] : ([[say('On its way'), amount(loan.in_transit)]] as const)),
          ...(loan.autopay === undefined
            ? []
            : ([[say('Collected automatically'), autopayInWords(loan.autopay, loan.currency)]] as const)),
          [say('Principal outstanding'), amount(loan.principal_outstanding)],
          [say('Late interest'), amount(loan.late_interest)],
          [
            say('Next due'),
            loan.next_due_date
              ? say('{amount} on {date}', {
                  amount: amount(loan.next_due_amount),
                  date: date(loan.next_due_date),
                })
              : '–',
          ],
          [
            say('Terms'),
            say('{rate} a year, {method}; {instalments} over {duration}', {
              rate: percent(loan.interest_rate),
              method: METHODS[loan.interest_method] ?? inSentence(loan.interest_method),
              instalments: counted(loan.installments, 'instalment'),
              duration: duration(loan.duration),
            }),
          ],
          [
            say('Score when granted'),
            loan.credit_score === null
              ? '–'
              : `${String(loan.credit_score)}${loan.score_band ? ` (${loan.score_band})` : ''}`,
          ],
          [say('Requested'), instant(loan.created_at)],
          [say('Number'), inFours(loan.number)],
          [say('ID'), loan.id],
        ]}
      />
    </>
  );
}
