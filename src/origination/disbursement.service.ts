import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transactions.js';
import type { AllocationRun } from '../funding/allocation-run.entity.js';
import { FundingsService } from '../funding/fundings.service.js';
import { Ledger } from '../ledger/ledger.service.js';
import { postLoan, type ProviderPart } from '../ledger/postings.js';
import { balanceChanges, ProviderBalances } from '../providers/provider-balances.js';
import { LoanStore } from '../loans/loan-store.js';
import { ScoreQueue } from '../scoring/score-queue.js';
import { LoanEvents } from '../loans/loan-events.js';
import { standingOf, type LoanStanding } from '../loans/loan-summary.js';
import type { Loan } from '../loans/loan.entity.js';

/** A loan and the parts that fund it wholly, in ranking order. */
export interface FundedLoan {
  loan: Loan;
  /** Its standing while it waited; null when it did not wait. */
  before: LoanStanding | null;
  parts: readonly ProviderPart[];
}

/** Pays out funded loans. */
@Injectable()
export class Disbursement {
  constructor(
    private readonly balances: ProviderBalances,
    private readonly loans: LoanStore,
    private readonly fundings: FundingsService,
    private readonly ledger: Ledger,
    private readonly scoreQueue: ScoreQueue,
    private readonly events: LoanEvents,
  ) {}

  /**
   * Creates loans and pays them out. Moves the providers' money from `fund` to `lent`, records the participations and
   * the run of the allocation, posts and records funding and pay-out, and queues the borrowers for scoring; one
   * statement for each. The loans start on the business date of this transaction, which has the providers locked.
   */
  disburse(tx: Tx, funded: readonly FundedLoan[], run: AllocationRun | null): void {
    this.loans.create(
      tx,
      funded.map(({ loan }) => loan),
    );
    this.pay(tx, funded, run);
  }

  /** Like `disburse`, for loans that waited: they exist and are locked, and begin now. */
  disburseQueued(tx: Tx, funded: readonly FundedLoan[], run: AllocationRun | null): void {
    this.loans.begin(
      tx,
      funded.map(({ loan }) => loan),
    );
    this.pay(tx, funded, run);
  }

  private pay(tx: Tx, funded: readonly FundedLoan[], run: AllocationRun | null): void {
    const [first] = funded;
    if (first === undefined) return;
    const parts = funded.flatMap(({ loan, parts: own }) => own.map((part) => ({ ...part, loanId: loan.id })));
    const postings = funded.flatMap(({ loan, parts: own }) =>
      postLoan({ loanId: loan.id, amount: loan.amount, currency: loan.currency, parts: own }),
    );
    const today = first.loan.startOn;
    this.balances.change(tx, balanceChanges(postings));
    if (run) this.fundings.recordRun(tx, run);
    this.fundings.record(tx, parts);
    this.ledger.post(tx, today, postings);
    this.events.record(
      tx,
      funded.map(({ loan, before }) => ({
        loanId: loan.id,
        businessDate: today,
        kind: 'disbursed',
        before,
        after: standingOf(loan),
        amount: loan.amount,
        // When a loan that waited is paid out, nobody does it.
        ...(before === null && loan.requestedBy !== null ? { actorId: loan.requestedBy } : {}),
      })),
    );
    this.scoreQueue.add(
      tx,
      funded.map(({ loan }) => loan.customerId),
      'loan',
    );
  }
}
