import { Alert, Box } from '@mui/material';
import { ShowBase, TabbedShowLayout, useRecordContext, Title } from 'react-admin';
import type { LoanDetail } from '../api/types';
import { LoanCare } from '../care/LoanCare';
import { Figures } from '../parts/Figures';
import { Ref } from '../parts/Links';
import { Status } from '../parts/Status';
import { counted, date, duration, instant, money, percent, shortId, spoken } from '../parts/format';
import { inSentence } from '../parts/words';
import { AllocationReceipt } from './AllocationReceipt';
import { autopayInWords } from './autopay-words';
import { LoanActions } from './LoanActions';
import { LoanFundings } from './LoanFundings';
import { LoanPayments } from './LoanPayments';
import { Payoff } from './Payoff';
import { SchedulePanel } from './SchedulePanel';
import { Timeline } from './Timeline';

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
  const name = loan.customer_name ?? 'Loan';
  return (
    <Box sx={{ mt: 2 }}>
      <Title title={`Loan ${shortId(loan.id)} · ${name}`} />
      <LoanHead loan={loan} />
      <LoanActions loan={loan} />
      <TabbedShowLayout sx={{ mt: 1 }}>
        <TabbedShowLayout.Tab label="Schedule">
          <SchedulePanel loan={loan} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label="Payments" path="payments">
          <LoanPayments loan={loan} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label="Timeline" path="timeline">
          <Timeline loan={loan} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label="Promises and notes" path="care">
          <LoanCare loan={loan} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label="Lenders" path="lenders">
          <LoanFundings loan={loan} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label="Allocation" path="allocation">
          <AllocationReceipt loan={loan} />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label="Payoff" path="payoff">
          <Payoff loan={loan} />
        </TabbedShowLayout.Tab>
      </TabbedShowLayout>
    </Box>
  );
}

const METHODS: Record<string, string> = { flat: 'flat', declining_balance: 'on the declining balance' };

function LoanHead({ loan }: { loan: LoanDetail }) {
  const amount = (text: string) => money(text, loan.currency);
  return (
    <>
      {loan.days_past_due > 0 && (
        <Alert severity={loan.status === 'defaulted' ? 'error' : 'warning'} sx={{ mb: 1.5 }}>
          {counted(loan.days_past_due, 'day')} past due. {amount(loan.next_due_amount)} was due on{' '}
          {date(loan.next_due_date)}.
        </Alert>
      )}
      <Figures
        rows={[
          ['Status', <Status key="status" value={loan.status} />],
          ...(loan.undone_on === undefined ? [] : ([['Undone on', date(loan.undone_on)]] as const)),
          [
            'Customer',
            <Ref key="customer" kind="customer" id={loan.customer} name={loan.customer_name ?? null} />,
          ],
          ['Principal', amount(loan.amount)],
          ['Owed in all', amount(loan.amount_due)],
          ['Paid', amount(loan.total_paid)],
          ['Still owed', amount(loan.remaining_balance)],
          ...(loan.in_transit === undefined ? [] : ([['On its way', amount(loan.in_transit)]] as const)),
          ...(loan.autopay === undefined
            ? []
            : ([['Collected by itself', autopayInWords(loan.autopay, loan.currency)]] as const)),
          ['Principal outstanding', amount(loan.principal_outstanding)],
          ['Late interest', amount(loan.late_interest)],
          [
            'Next due',
            loan.next_due_date ? `${amount(loan.next_due_amount)} on ${date(loan.next_due_date)}` : '–',
          ],
          [
            'Terms',
            `${percent(loan.interest_rate)} a year, ${METHODS[loan.interest_method] ?? inSentence(loan.interest_method)}; ${counted(loan.installments, 'instalment')} over ${duration(loan.duration)}`,
          ],
          [
            'Score when granted',
            loan.credit_score === null
              ? '–'
              : `${String(loan.credit_score)}${loan.score_band ? ` (${loan.score_band})` : ''}`,
          ],
          ['Requested', instant(loan.created_at)],
          ['Number', spoken(loan.number)],
          ['Number in full', loan.id],
        ]}
      />
    </>
  );
}
