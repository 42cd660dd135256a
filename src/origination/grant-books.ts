import { Injectable } from '@nestjs/common';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import type { Tx } from '../database/transactions.js';
import type { AllocationRun } from '../funding/allocation-run.entity.js';
import { FundingsService } from '../funding/fundings.service.js';
import { Ledger } from '../ledger/ledger.service.js';
import { postLoan, type ProviderPart } from '../ledger/postings.js';
import type { Happening } from '../events/outbox.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { LoanEvents } from '../loans/loan-events.js';
import { standingOf, type LoanStanding } from '../loans/loan-summary.js';
import type { Loan } from '../loans/loan.entity.js';
import { balanceChanges, ProviderBalances } from '../providers/provider-balances.js';
import { ScoreQueue } from '../scoring/score-queue.js';

/** A loan and the parts that fund it wholly, in ranking order. */
export interface FundedLoan {
  loan: Loan;
  /** Its standing while it waited; null when it did not wait. */
  before: LoanStanding | null;
  parts: readonly ProviderPart[];
}

/** What the grant of loans leaves in the books. */
@Injectable()
export class GrantBooks {
  constructor(
    private readonly balances: ProviderBalances,
    private readonly fundings: FundingsService,
    private readonly ledger: Ledger,
    private readonly scoreQueue: ScoreQueue,
    private readonly events: LoanEvents,
  ) {}

  /**
   * Moves the providers' money from `fund` to `lent`, records the participations and the run of the allocation, posts and
   * records funding and pay-out, and queues the borrowers for scoring; one statement for each. The loans start on the
   * business date of this transaction, which has the providers locked.
   */
  keep(
    tx: Tx,
    funded: readonly FundedLoan[],
    run: AllocationRun | null,
    disbursement: BankConfiguration['disbursement'],
  ): void {
    const [first] = funded;
    if (first === undefined) return;
    const paidFrom = disbursement === 'instant' ? 'cash' : 'payouts';
    const parts = funded.flatMap(({ loan, parts: own }) => own.map((part) => ({ ...part, loanId: loan.id })));
    const postings = funded.flatMap(({ loan, parts: own }) =>
      postLoan({ loanId: loan.id, amount: loan.amount, currency: loan.currency, parts: own, paidFrom }),
    );
    const today = first.loan.startOn;
    this.balances.change(tx, balanceChanges(postings));
    if (run) this.fundings.recordRun(tx, run);
    this.fundings.record(tx, parts);
    this.ledger.post(tx, today, postings);
    this.events.record(
      tx,
      funded.map(({ loan, before }) => ({
        loan,
        businessDate: today,
        kind: 'disbursed',
        before,
        after: standingOf(loan),
        amount: loan.amount,
        ...(disbursement === 'transfer' && { detail: 'A transfer brings its money.', byTransfer: true }),
        // When a loan that waited is paid out, nobody does it.
        ...(before === null && loan.requestedBy !== null && { actorId: loan.requestedBy }),
      })),
      this.events.isWanted('provider.funded_loan') ? funded.flatMap(partsOf) : [],
    );
    this.scoreQueue.add(
      tx,
      funded.map(({ loan }) => loan.customerId),
      'loan',
    );
  }
}

function partsOf({ loan, parts }: FundedLoan): Happening[] {
  const { id: loanId, currency, startOn: businessDate } = loan;
  return parts.map(({ providerId, amount }) => ({
    type: 'provider.funded_loan',
    businessDate,
    providerId,
    loanId,
    data: { amount: formatMoney(amount, currencyDecimals(currency)), currency },
  }));
}
