import type { Schemas } from '../api/types';
import type { Line } from '../parts/BeforeAfter';
import { date, money } from '../parts/format';
import { words } from '../parts/words';
import { say } from '../words/say';

/** What a command changes of a loan. */
export const LOAN_LINES: readonly Line<Schemas['LoanResponse']>[] = [
  [say('Status'), (loan) => words(loan.status)],
  [say('Still owed'), (loan) => money(loan.remaining_balance, loan.currency)],
  [say('Paid'), (loan) => money(loan.total_paid, loan.currency)],
  [say('Principal outstanding'), (loan) => money(loan.principal_outstanding, loan.currency)],
  [say('Late interest'), (loan) => money(loan.late_interest, loan.currency)],
  [say('Next due'), (loan) => date(loan.next_due_date)],
  [say('Next amount'), (loan) => money(loan.next_due_amount, loan.currency)],
  [say('Days past due'), (loan) => String(loan.days_past_due)],
];
