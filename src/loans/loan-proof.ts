import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Proof, SHOWN_VIOLATIONS, type Check, type Violation } from '../ledger/proof.js';
import { flatPosition } from '../lending/flat-repayment.js';
import { buildSchedule, installmentTotal, type Installment } from '../lending/schedule.js';
import { Loan } from './loan.entity.js';
import { termsOf } from './loan-terms.js';

const CHUNK = 5000;

/** Adds `loan_summary` to the proof: what a loan row says of itself, derived again from terms and payments. */
@Injectable()
export class LoanProof implements OnModuleInit {
  constructor(private readonly proof: Proof) {}

  onModuleInit(): void {
    this.proof.register(loanSummary);
  }
}

const loanSummary: Check = async (manager, scope) => {
  if (scope.asOf !== null || scope.providerId !== null) return null;
  const found = { checked: 0, expected: 0n, actual: 0n, violationCount: 0, violations: [] as Violation[] };
  for await (const { loan, paid, principalPaid } of loansWithPayments(manager)) {
    found.checked++;
    found.expected += paid;
    found.actual += loan.totalPaid;
    for (const { field, expected, actual } of compare(loan, paid, principalPaid)) {
      if (expected === actual) continue;
      found.violationCount++;
      if (found.violations.length < SHOWN_VIOLATIONS) {
        found.violations.push({
          subject: `${loan.id} ${field}${typeof expected === 'bigint' ? '' : ` ${String(actual)} should be ${String(expected)}`}`,
          expected: typeof expected === 'bigint' ? expected.toString() : '0',
          actual: typeof actual === 'bigint' ? actual.toString() : '0',
        });
      }
    }
  }
  return {
    name: 'loan_summary',
    promise: 'Status, paid, outstanding and next due of each loan follow from its terms and payments.',
    ok: found.violationCount === 0,
    ...found,
    expected: found.expected.toString(),
    actual: found.actual.toString(),
  };
};

interface Comparison {
  field: string;
  expected: bigint | string | null;
  actual: bigint | string | null;
}

function compare(loan: Loan, paid: bigint, principalPaid: bigint): Comparison[] {
  let schedule: Installment[];
  try {
    schedule = buildSchedule(termsOf(loan));
  } catch (error) {
    // Only terms that were tampered with cannot be computed: a violation like any other, not a failure of the proof.
    const reason = error instanceof Error ? error.message : String(error);
    return [{ field: 'terms', expected: 'computable', actual: `(${reason})` }];
  }
  const due = schedule.reduce((sum, row) => sum + installmentTotal(row), 0n);
  const position = flatPosition(schedule, paid > due ? due : paid);
  return [
    { field: 'amount_due', expected: due, actual: loan.amountDue },
    { field: 'total_paid', expected: paid, actual: loan.totalPaid },
    { field: 'principal paid', expected: loan.amount - position.principalOutstanding, actual: principalPaid },
    {
      field: 'principal_outstanding',
      expected: position.principalOutstanding,
      actual: loan.principalOutstanding,
    },
    { field: 'next_due_amount', expected: position.nextDueAmount, actual: loan.nextDueAmount },
    { field: 'next_due_on', expected: position.nextDueOn, actual: loan.nextDueOn },
    { field: 'status', expected: paid >= due ? 'paid' : 'active', actual: loan.status },
  ];
}

/** All loans by id, in chunks, with what was paid on each. */
async function* loansWithPayments(manager: EntityManager) {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { entities, raw } = await manager
      .createQueryBuilder(Loan, 'l')
      .addSelect('(SELECT coalesce(sum(y.amount), 0) FROM payments y WHERE y.loan_id = l.id)', 'paid')
      .addSelect(
        '(SELECT coalesce(sum(y.principal), 0) FROM payments y WHERE y.loan_id = l.id)',
        'principal_paid',
      )
      .where('l.id > :after', { after })
      .orderBy('l.id')
      .limit(CHUNK)
      .getRawAndEntities<{ paid: string; principal_paid: string }>();
    for (const [index, loan] of entities.entries()) {
      const sums = raw[index] as { paid: string; principal_paid: string };
      yield { loan, paid: BigInt(sums.paid), principalPaid: BigInt(sums.principal_paid) };
    }
    const last = entities.at(-1);
    if (!last || entities.length < CHUNK) return;
    after = last.id;
  }
}
