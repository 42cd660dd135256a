import type { EntityManager } from 'typeorm';
import { loanPosition } from '../lending/loan-position.js';
import {
  isUnfunded,
  punctualSummary,
  summaryOf,
  unfundedSummary,
  writtenOffSummary,
  type LoanSummary,
} from '../loans/loan-summary.js';
import { aroundWriteOff, claimAt } from '../loans/loan-payments.js';
import { termsOf } from '../loans/loan-terms.js';
import { Tally, type Finding } from './check.js';
import { readLoanFacts, type LoanFacts } from './loan-facts.js';
import type { Ids } from './rows.js';

/** Derives the summaries of loan rows again from their terms and payments. On one snapshot. */
export async function loanSummary(manager: EntityManager, loans: Ids): Promise<Finding> {
  const tally = new Tally(
    'loan_summary',
    'Status, paid, outstanding, late interest, lateness and next due of each loan follow from its terms and payments.',
  );
  const closedOn = await lastClosed(manager);
  for (const facts of await readLoanFacts(manager, loans, closedOn)) {
    const { loan, alike, ids, assessedOn } = facts;
    tally.count(facts.paid, loan.totalPaid, alike);
    const on = assessedOn === null || (closedOn !== null && closedOn > assessedOn) ? closedOn : assessedOn;
    for (const { field, expected, actual } of compare(facts, on)) {
      if (expected === actual) continue;
      const isAmount = typeof expected === 'bigint' && typeof actual === 'bigint';
      const subjects = ids.map(
        (id) => `${id} ${field}${isAmount ? '' : ` ${String(actual)} should be ${String(expected)}`}`,
      );
      if (isAmount) tally.violates(subjects, expected, actual, alike);
      else tally.violates(subjects, 0n, 0n, alike);
    }
  }
  return tally.finding;
}

async function lastClosed(manager: EntityManager): Promise<string | null> {
  const [row]: { date: string | null }[] = await manager.query(
    "SELECT max(business_date) AS date FROM day_closes WHERE status = 'done'",
  );
  return row?.date ?? null;
}

interface Derived extends LoanSummary {
  principalPaid: bigint;
}

interface Comparison {
  field: string;
  expected: bigint | string | null;
  actual: bigint | string | null;
}

function compare(facts: LoanFacts, on: string | null): Comparison[] {
  const { loan } = facts;
  let derived: Derived;
  try {
    derived = isUnfunded(loan.status)
      ? deriveUnfunded(facts, loan.status)
      : facts.payments === null
        ? derivePlain(facts)
        : derive(facts, on);
  } catch (error) {
    // Only tampered terms or payments cannot be computed: a violation like any other.
    const reason = error instanceof Error ? error.message : String(error);
    return [{ field: 'terms', expected: 'computable', actual: `(${reason})` }];
  }
  const is = (field: string, of: Exclude<keyof LoanSummary, 'worstDaysPastDue'>): Comparison => ({
    field,
    expected: derived[of],
    actual: loan[of],
  });
  return [
    is('amount_due', 'amountDue'),
    is('total_paid', 'totalPaid'),
    { field: 'principal paid', expected: derived.principalPaid, actual: facts.principalPaid },
    is('principal_outstanding', 'principalOutstanding'),
    is('late_interest', 'lateInterest'),
    is('next_due_amount', 'nextDueAmount'),
    is('next_due_on', 'nextDueOn'),
    is('status', 'status'),
    // As text: counts of days are not amounts.
    {
      field: 'worst_days_past_due',
      expected: String(derived.worstDaysPastDue),
      actual: String(loan.worstDaysPastDue),
    },
    is('past_due_until', 'pastDueUntil'),
  ];
}

/** The loan waits, was cancelled or undone. */
function deriveUnfunded({ loan, paid }: LoanFacts, status: 'queued' | 'cancelled'): Derived {
  return { ...unfundedSummary(termsOf(loan), status), totalPaid: paid, principalPaid: 0n };
}

/** A flat loan that was never late: everything follows from the total paid. */
function derivePlain({ loan, paid }: LoanFacts): Derived {
  const summary = punctualSummary(termsOf(loan), paid);
  return { ...summary, principalPaid: loan.amount - summary.principalOutstanding };
}

function derive({ loan, paid, payments, writtenOffOn: cut }: LoanFacts, on: string | null): Derived {
  const terms = termsOf(loan);
  const all = payments ?? [];
  if (cut === null) {
    const summary = summaryOf(loanPosition(terms, all, on ?? loan.startOn));
    return { ...summary, totalPaid: paid, principalPaid: loan.amount - summary.principalOutstanding };
  }
  const { before, after } = aroundWriteOff(all);
  const position = loanPosition(terms, before, cut);
  const recovered = after.reduce((sum, { amount }) => sum + amount, 0n);
  return {
    ...writtenOffSummary(position, { claim: claimAt(terms, before, cut), recovered }),
    totalPaid: paid,
    principalPaid: loan.amount - position.principalOutstanding,
  };
}
