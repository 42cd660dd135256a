import { arithmetic } from './arithmetic.js';
import type { Row } from './batches.js';

/** Minor units, or their text as it is stored. */
type Minor = bigint | string;

export interface ShownLoan {
  id: string;
  number: number;
  customerId: string;
  amount: Minor;
  currency: string;
  duration: string;
  interestRate: string;
  interestMethod: string;
  installments: number;
  status: string;
  due: Minor;
  paid: Minor;
  remaining: Minor;
  principalOutstanding: Minor;
  lateInterest: Minor;
  createdAt: string;
  nextDueOn: string | null;
  nextDue: Minor;
  creditScore: number | null;
  scoreBand: string | null;
  requestedBy: string | null;
}

/** A loan with the fields that the platform answers. */
export function loanJson(loan: ShownLoan, today: string) {
  const decimals = arithmetic.currencyDecimals(loan.currency);
  const money = (minor: Minor) => decimal(minor, decimals);
  return {
    id: loan.id,
    customer: loan.customerId,
    amount: money(loan.amount),
    currency: loan.currency,
    duration: loan.duration,
    interest_rate: loan.interestRate,
    interest_method: loan.interestMethod,
    installments: loan.installments,
    status: loan.status,
    as_of: today,
    amount_due: money(loan.due),
    total_paid: money(loan.paid),
    remaining_balance: money(loan.remaining),
    principal_outstanding: money(loan.principalOutstanding),
    late_interest: money(loan.lateInterest),
    created_at: loan.createdAt,
    next_due_date: loan.nextDueOn,
    next_due_amount: money(loan.nextDue),
    days_past_due: arithmetic.daysPastDue(loan.nextDueOn, today),
    credit_score: loan.creditScore,
    score_band: loan.scoreBand,
    number: arithmetic.shownShortNumber(loan.number),
    requested_by: loan.requestedBy,
  };
}

/** The columns that `shownLoan` needs, with the business date. */
export const SHOWN = `(SELECT max(d.business_date) FROM business_dates d) AS today, l.id, l.number, l.customer_id, l.amount,
  l.currency, l.duration, l.interest_rate, l.interest_method, l.installments, l.status, l.amount_due, l.total_paid, l.amount_due - l.total_paid AS remaining,
  l.principal_outstanding, l.late_interest, l.created_at, l.next_due_on, l.next_due_amount, l.credit_score,
  l.score_band, l.requested_by, l.assessed_on, l.late_interest_rate, l.written_off_on`;

/** A stored loan. Throws if it has outgrown its row, which bare knows nothing about. */
export function shownLoan(row: Row) {
  const text = (name: string) => row[name] ?? '';
  const today = text('today');
  if (row.next_due_on != null && row.next_due_on < today && text('assessed_on') < today) {
    throw new Error(`loan ${text('id')} is past due`);
  }
  const loan: ShownLoan = {
    id: text('id'),
    number: Number(row.number),
    customerId: text('customer_id'),
    amount: text('amount'),
    currency: text('currency'),
    duration: text('duration'),
    interestRate: text('interest_rate'),
    interestMethod: text('interest_method'),
    installments: Number(row.installments),
    status: text('status'),
    due: text('amount_due'),
    paid: text('total_paid'),
    remaining: text('remaining'),
    principalOutstanding: text('principal_outstanding'),
    lateInterest: text('late_interest'),
    createdAt: instant(text('created_at')),
    nextDueOn: row.next_due_on ?? null,
    nextDue: text('next_due_amount'),
    creditScore: row.credit_score == null ? null : Number(row.credit_score),
    scoreBand: row.score_band ?? null,
    requestedBy: row.requested_by ?? null,
  };
  return { ...loanJson(loan, today), customer_name: null };
}

/** No amount here is negative, so its text only needs its point. */
export function decimal(minor: Minor, decimals: number): string {
  const digits = minor.toString().padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** PostgreSQL's text, in UTC, as JSON has it; as ISO 8601 it is read faster. */
function instant(text: string): string {
  return new Date(`${text.slice(0, 10)}T${text.slice(11)}:00`).toISOString();
}
