import { Injectable } from '@nestjs/common';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import type { Tx } from '../database/transactions.js';
import type { AllocationRun } from '../funding/allocation-run.entity.js';
import { LoanStore } from '../loans/loan-store.js';
import { GrantBooks, type FundedLoan } from './grant-books.js';
import { LoanPayouts } from './loan-payouts.js';

type How = Pick<BankConfiguration, 'disbursement'>;

/** Pays out funded loans: at once, or by transfers. */
@Injectable()
export class Disbursement {
  constructor(
    private readonly loans: LoanStore,
    private readonly books: GrantBooks,
    private readonly payouts: LoanPayouts,
  ) {}

  /**
   * Creates loans and pays them out, see `GrantBooks.keep`. By transfer, each loan's money is promised to its borrower, and
   * the transfer that brings it is opened here; the loan runs from its grant all the same.
   */
  async disburse(tx: Tx, funded: readonly FundedLoan[], run: AllocationRun | null, how: How): Promise<void> {
    this.loans.create(
      tx,
      funded.map(({ loan }) => loan),
    );
    await this.pay(tx, funded, run, how);
  }

  /** Like `disburse`, for loans that waited: they exist and are locked, and begin now. */
  async disburseQueued(
    tx: Tx,
    funded: readonly FundedLoan[],
    run: AllocationRun | null,
    how: How,
  ): Promise<void> {
    this.loans.begin(
      tx,
      funded.map(({ loan }) => loan),
    );
    await this.pay(tx, funded, run, how);
  }

  private async pay(
    tx: Tx,
    funded: readonly FundedLoan[],
    run: AllocationRun | null,
    { disbursement }: How,
  ): Promise<void> {
    this.books.keep(tx, funded, run, disbursement);
    if (disbursement === 'instant') return;
    await this.payouts.open(
      tx,
      funded.map(({ loan }) => loan),
    );
  }
}
