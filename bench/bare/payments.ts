import { uuidv7 } from 'uuidv7';
import { arithmetic } from './arithmetic.js';
import { all, GroupCommit, list, type Connection, type Row } from './batches.js';
import { termsOf } from './bank-terms.js';
import { writePayments } from './payment-writes.js';

export interface PaymentRequest {
  customerId: string;
  loanId: string;
  amount: string;
}

/** A part of a loan. Its amounts change with each payment of the batch. */
export interface Funding {
  id: string;
  providerId: string;
  amount: bigint;
  returned: bigint;
  earned: bigint;
}

export interface Loan {
  row: Row;
  amount: bigint;
  due: bigint;
  paid: bigint;
  outstanding: bigint;
  status: string;
  nextDueOn: string | null;
  nextDue: bigint;
  fundings: Funding[];
}

/** A payment and how it is divided. */
export interface Paid {
  id: string;
  loan: Loan;
  amount: bigint;
  principal: bigint;
  interest: bigint;
  commission: bigint;
  shares: { providerId: string; principal: bigint; interest: bigint }[];
  before: bigint;
  after: bigint;
  statusBefore: string;
  statusAfter: string;
}

interface Read {
  today: string;
  loans: Row[];
  fundings: Row[];
  providers: Row[];
}

const LOCK_LOANS = `SELECT id, customer_id, currency, amount, interest_rate, interest_method, interest_rounding,
  day_count, period_interest, installments, every, unit, allocation_order, commission_rate, start_on, status,
  amount_due, total_paid, principal_outstanding, next_due_on, next_due_amount, late_interest, assessed_on,
  prepayment_rebate FROM loans WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE`;
const READ_FUNDINGS = `SELECT id, loan_id, provider_id, amount, principal_returned, interest_earned FROM fundings
  WHERE loan_id = ANY($1) ORDER BY loan_id, provider_id`;
const LOCK_PROVIDERS = `SELECT p.id, p.receivable_amount, p.auto_reinvest FROM providers p WHERE p.id = ANY (ARRAY (
  SELECT f.provider_id FROM fundings f WHERE f.loan_id = ANY($1))) ORDER BY p.id FOR NO KEY UPDATE`;

/** Payments on flat loans that are on time. */
export function payments(connection: Connection): GroupCommit<PaymentRequest, Read, string> {
  const read = async (db: Connection, requests: readonly PaymentRequest[]): Promise<Read> => {
    const ids = list([...new Set(requests.map(({ loanId }) => loanId))]);
    const [[date], loans, fundings, providers] = await all([
      db.query('SELECT hold_business_date() AS date', []),
      db.query(LOCK_LOANS, [ids]),
      db.query(READ_FUNDINGS, [ids]),
      db.query(LOCK_PROVIDERS, [ids]),
    ]);
    return { today: date?.date ?? '', loans, fundings, providers };
  };
  const decide = ({ today, loans: rows, fundings, providers }: Read, requests: readonly PaymentRequest[]) => {
    const settles = providers.find((row) => row.receivable_amount !== '0' || row.auto_reinvest !== 'f');
    if (settles) throw new Error(`provider ${String(settles.id)} has more to do than bare knows`);
    const loans = new Map(rows.map((row) => [row.id ?? '', loanOf(row, today)]));
    for (const row of fundings) loans.get(row.loan_id ?? '')?.fundings.push(fundingOf(row));
    const paid = requests.map(({ loanId, customerId, amount }) => {
      const loan = loans.get(loanId);
      if (loan?.row.customer_id !== customerId) throw new Error(`there is no loan ${loanId}`);
      return pay(loan, arithmetic.parseMoney(amount, arithmetic.currencyDecimals(loan.row.currency ?? '')));
    });
    return writePayments([...loans.values()], paid, today);
  };
  return new GroupCommit(connection, read, decide);
}

function loanOf(row: Row, today: string): Loan {
  const isOnTime =
    row.interest_method === 'flat' &&
    row.prepayment_rebate === 'f' &&
    row.status === 'active' &&
    row.late_interest === '0' &&
    row.next_due_on != null &&
    row.next_due_on >= today;
  if (!isOnTime) throw new Error(`loan ${String(row.id)} is not flat, open and on time`);
  const minor = (name: string) => BigInt(row[name] ?? '');
  return {
    row,
    amount: minor('amount'),
    due: minor('amount_due'),
    paid: minor('total_paid'),
    outstanding: minor('principal_outstanding'),
    status: row.status ?? '',
    nextDueOn: row.next_due_on ?? null,
    nextDue: minor('next_due_amount'),
    fundings: [],
  };
}

function fundingOf(row: Row): Funding {
  const minor = (name: string) => BigInt(row[name] ?? '');
  return {
    id: row.id ?? '',
    providerId: row.provider_id ?? '',
    amount: minor('amount'),
    returned: minor('principal_returned'),
    earned: minor('interest_earned'),
  };
}

/** Applies a payment to a loan and its parts. */
function pay(loan: Loan, amount: bigint): Paid {
  const { row, fundings } = loan;
  const order = (row.allocation_order ?? '').split(',');
  const schedule = arithmetic.buildSchedule({
    ...termsOf(row),
    principal: loan.amount,
    interestRounding: row.interest_rounding ?? '',
    installments: Number(row.installments),
    every: Number(row.every),
    unit: row.unit ?? '',
    startOn: row.start_on ?? '',
  });
  const { principal, interest } = arithmetic.flatPayment(schedule, loan.paid, amount, order);
  const interestPaid = loan.paid - (loan.amount - loan.outstanding);
  const rate = row.commission_rate ?? '';
  const commission =
    arithmetic.commissionOn(interestPaid + interest, rate) - arithmetic.commissionOn(interestPaid, rate);
  const weights = fundings.map((funding) => funding.amount);
  const ofPrincipal = split(
    weights,
    fundings.map(({ returned }) => returned),
    principal,
  );
  const ofInterest = split(
    weights,
    fundings.map(({ earned }) => earned),
    interest - commission,
  );
  const shares = fundings.map((funding, index) => {
    const share = { principal: ofPrincipal[index] ?? 0n, interest: ofInterest[index] ?? 0n };
    funding.returned += share.principal;
    funding.earned += share.interest;
    return { providerId: funding.providerId, ...share };
  });
  const [before, statusBefore] = [loan.due - loan.paid, loan.status];
  loan.paid += amount;
  const position = arithmetic.flatPosition(schedule, loan.paid, order);
  loan.outstanding = position.principalOutstanding;
  loan.nextDueOn = position.nextDueOn;
  loan.nextDue = position.nextDueAmount;
  loan.status = loan.paid === loan.due ? 'paid' : 'active';
  const after = { after: loan.due - loan.paid, statusAfter: loan.status };
  return {
    id: uuidv7(),
    loan,
    amount,
    principal,
    interest,
    commission,
    shares,
    before,
    statusBefore,
    ...after,
  };
}

function split(weights: readonly bigint[], received: readonly bigint[], amount: bigint): bigint[] {
  if (amount === 0n) return [];
  const paidSoFar = received.reduce((sum, got) => sum + got, 0n);
  return arithmetic.splitCumulative({ weights, paidSoFar, amount, received });
}
