import type { Schemas } from '../api/types';
import type { Line } from '../parts/BeforeAfter';
import { date, money } from '../parts/format';
import { words } from '../parts/words';

/** What a command changes of a loan. */
export const LOAN_LINES: readonly Line<Schemas['LoanResponse']>[] = [
  ['Status', (loan) => words(loan.status)],
  ['Still owed', (loan) => money(loan.remaining_balance, loan.currency)],
  ['Paid', (loan) => money(loan.total_paid, loan.currency)],
  ['Principal outstanding', (loan) => money(loan.principal_outstanding, loan.currency)],
  ['Late interest', (loan) => money(loan.late_interest, loan.currency)],
  ['Next due', (loan) => date(loan.next_due_date)],
  ['Next amount', (loan) => money(loan.next_due_amount, loan.currency)],
  ['Days past due', (loan) => String(loan.days_past_due)],
];
