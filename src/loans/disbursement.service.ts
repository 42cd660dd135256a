import { Injectable } from '@nestjs/common';
import { inOneTrip, type Tx } from '../common/transactions.js';
import { FundingsService } from '../funding/fundings.service.js';
import { Ledger } from '../ledger/ledger.service.js';
import { postLoan, type ProviderPart } from '../ledger/postings.js';
import { balanceChanges, ProviderBalances } from '../providers/provider-balances.js';
import { DueScores } from '../scoring/due-scores.js';
import type { Loan } from './loan.entity.js';

/** A loan and the parts that fund it wholly, in ranking order. */
export interface FundedLoan {
  loan: Loan;
  parts: readonly ProviderPart[];
}

/** Turns funded loans into paid-out ones. */
@Injectable()
export class Disbursement {
  constructor(
    private readonly balances: ProviderBalances,
    private readonly fundings: FundingsService,
    private readonly ledger: Ledger,
    private readonly dueScores: DueScores,
  ) {}

  /**
   * Moves the providers' money from `fund` to `lent`, creates the loans, records who funded them, posts funding and
   * pay-out, and has the borrowers scored; one statement for each. The providers must be locked by this transaction.
   */
  async disburse(tx: Tx, funded: readonly FundedLoan[]): Promise<void> {
    if (funded.length === 0) return;
    const parts = funded.flatMap(({ loan, parts: own }) => own.map((part) => ({ ...part, loanId: loan.id })));
    const loans = funded.map(({ loan }) => loan);
    const postings = funded.flatMap(({ loan, parts: own }) =>
      postLoan({ loanId: loan.id, amount: loan.amount, currency: loan.currency, parts: own }),
    );
    await inOneTrip([
      this.balances.change(tx, balanceChanges(postings)),
      insertLoans(tx, loans),
      this.fundings.record(tx, parts),
      this.ledger.post(tx, postings),
      this.dueScores.add(
        tx,
        loans.map(({ customerId }) => customerId),
        'loan',
      ),
    ]);
  }
}

async function insertLoans(tx: Tx, loans: readonly Loan[]): Promise<void> {
  const column = (of: (loan: Loan) => unknown) => loans.map(of);
  await tx.query(
    `INSERT INTO loans (id, customer_id, config_version, currency, amount, interest_rate, interest_method,
       interest_rounding, day_count, period_interest, duration, installments, every, unit, start_on, status,
       amount_due, total_paid, principal_outstanding, next_due_on, next_due_amount, created_at, allocation_order,
       prepayment_rebate, grace_days, late_interest_rate, default_after_days, assessed_on, credit_score, score_band)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::bigint[], $6::numeric[], $7::text[],
       $8::text[], $9::text[], $10::text[], $11::text[], $12::int[], $13::int[], $14::text[], $15::date[],
       $16::text[], $17::bigint[], $18::bigint[], $19::bigint[], $20::date[], $21::bigint[],
       $22::timestamptz[], $23::text[], $24::boolean[], $25::int[], $26::numeric[], $27::int[], $28::date[],
       $29::int[], $30::text[])`,
    [
      column((loan) => loan.id),
      column((loan) => loan.customerId),
      column((loan) => loan.configVersion),
      column((loan) => loan.currency),
      column((loan) => loan.amount),
      column((loan) => loan.interestRate),
      column((loan) => loan.interestMethod),
      column((loan) => loan.interestRounding),
      column((loan) => loan.dayCount),
      column((loan) => loan.periodInterest),
      column((loan) => loan.duration),
      column((loan) => loan.installments),
      column((loan) => loan.every),
      column((loan) => loan.unit),
      column((loan) => loan.startOn),
      column((loan) => loan.status),
      column((loan) => loan.amountDue),
      column((loan) => loan.totalPaid),
      column((loan) => loan.principalOutstanding),
      column((loan) => loan.nextDueOn),
      column((loan) => loan.nextDueAmount),
      column((loan) => loan.createdAt),
      column((loan) => loan.allocationOrder),
      column((loan) => loan.prepaymentRebate),
      column((loan) => loan.graceDays),
      column((loan) => loan.lateInterestRate),
      column((loan) => loan.defaultAfterDays),
      column((loan) => loan.assessedOn),
      column((loan) => loan.creditScore),
      column((loan) => loan.scoreBand),
    ],
  );
}
