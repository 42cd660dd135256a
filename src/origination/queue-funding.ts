import { Injectable } from '@nestjs/common';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { Clock } from '../database/clock.js';
import type { Tx } from '../database/transactions.js';
import { LoanFundAllocator } from '../funding/loan-fund-allocator.js';
import type { LoanToFund } from '../funding/capacity.js';
import { Disbursement } from './disbursement.service.js';
import { openingOf } from './granting.js';
import { standingOf } from '../loans/loan-summary.js';
import { termMonths } from '../loans/loan-terms.js';
import type { Loan } from '../loans/loan.entity.js';
import { bandsNow, reservedFor, QueueHolders, type Holder } from '../quotes/queue-holders.js';
import { QueueEntries } from './queue-entries.js';
import type { QueueEntry } from '../loans/queue-entry.entity.js';
import type { InLine } from './queue-line.js';

/** Funds loans that wait. */
@Injectable()
export class QueueFunding {
  constructor(
    private readonly allocator: LoanFundAllocator,
    private readonly disbursement: Disbursement,
    private readonly entries: QueueEntries,
    private readonly holders: QueueHolders,
    private readonly clock: Clock,
  ) {}

  today(tx: Tx): Promise<string> {
    return this.clock.today(tx);
  }

  /**
   * Funds waiting loans in order, each wholly or not at all; they begin on the business date `today`. Loans ahead of
   * them with a reservation keep their money, unless these are the first in the queue. Loans and entries must be
   * locked; locks the providers. Answers the funded loans.
   */
  async fund(
    tx: Tx,
    inLine: readonly InLine[],
    { config, today, isFirst }: { config: BankConfiguration; today: string; isFirst: boolean },
  ): Promise<Loan[]> {
    if (inLine.length === 0) return [];
    const ahead = isFirst ? [] : await this.holdersAhead(tx, (inLine[0] as InLine).entry);
    const reserved = reservedFor(ahead, today, config);
    const wanted = inLine.map((each) => toFund(each, { today, config }));
    const { allocations, run } = await this.allocator.allocate(tx, [...reserved, ...wanted], config);
    if (run === null) return [];
    const funded = inLine.flatMap(({ loan }) => {
      const parts = allocations.get(loan.id)?.parts;
      if (!parts) return [];
      const before = standingOf(loan);
      Object.assign(loan, openingOf(loan, today), { allocationRunId: run.id });
      return [{ loan, before, parts }];
    });
    await this.disbursement.disburseQueued(tx, funded, run, config);
    this.entries.end(
      tx,
      funded.map(({ loan }) => loan.id),
      'funded',
    );
    return funded.map(({ loan }) => loan);
  }

  /** The loans with a reservation before an entry in the queue. */
  private async holdersAhead(tx: Tx, { priority, entryNo = 0n }: QueueEntry): Promise<Holder[]> {
    const isAhead = (holder: Holder) =>
      holder.priority < priority || (holder.priority === priority && (holder.entryNo ?? 0n) < entryNo);
    return (await this.holders.find(tx)).filter(isAhead);
  }
}

function toFund(
  { entry, loan, customer }: InLine,
  { today, config }: { today: string; config: BankConfiguration },
): LoanToFund {
  return {
    id: loan.id,
    customerId: loan.customerId,
    principal: loan.amount,
    termMonths: termMonths(loan, today),
    bands: customer ? bandsNow(customer, config) : [],
    hasReservation: entry.holdsOn <= today,
  };
}
