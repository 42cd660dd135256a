import { RECEIVED, type Funding } from '../funding/funding.entity.js';
import type { PaymentDivision, PaymentShare } from '../ledger/postings.js';
import { commissionOn } from '../lending/commission.js';
import { COMPONENTS, ofEach, type Component, type Components } from '../lending/components.js';
import { splitCumulative } from '../lending/split.js';

/** The bank's and the providers' shares of a loan's payments, payment by payment (rules 16 and 17). */
export class ShareSplit {
  private readonly weights: readonly bigint[];

  private constructor(
    /** Ordered by provider id. */
    private readonly fundings: readonly Funding[],
    private readonly commissionRate: string,
    private interestPaid: bigint,
    private readonly received: Record<Component, bigint[]>,
  ) {
    this.weights = fundings.map(({ amount }) => amount);
  }

  /** Starts before the first payment, whatever was received since. */
  static fromNothing(fundings: readonly Funding[], commissionRate: string): ShareSplit {
    const received = ofEach(() => fundings.map(() => 0n));
    return new ShareSplit(fundings, commissionRate, 0n, received);
  }

  /** Starts after the payments so far, of whose interest the bank already has its commission. */
  static goingOn(fundings: readonly Funding[], commissionRate: string, interestPaid: bigint): ShareSplit {
    const received = ofEach((component) => fundings.map((funding) => funding[RECEIVED[component]]));
    return new ShareSplit(fundings, commissionRate, interestPaid, received);
  }

  /** Divides the next payment, given what the borrower pays of each component. Minor units. */
  divide(paid: Components): PaymentDivision {
    const before = commissionOn(this.interestPaid, this.commissionRate);
    this.interestPaid += paid.interest;
    const commission = commissionOn(this.interestPaid, this.commissionRate) - before;
    const parts = ofEach((component) =>
      this.part(component, component === 'interest' ? paid.interest - commission : paid[component]),
    );
    const shares = this.fundings.map(({ providerId }, index): PaymentShare => ({
      providerId,
      ...ofEach((component) => parts[component][index] as bigint),
    }));
    return { commission, shares };
  }

  /** Writes the amounts received so far into the participations. */
  apply(): void {
    this.fundings.forEach((funding, index) => {
      for (const component of COMPONENTS) {
        funding[RECEIVED[component]] = this.received[component][index] as bigint;
      }
    });
  }

  private part(component: Component, amount: bigint): bigint[] {
    const received = this.received[component];
    if (amount === 0n) return received.map(() => 0n);
    const paidSoFar = received.reduce((sum, got) => sum + got, 0n);
    const parts = splitCumulative({ weights: this.weights, paidSoFar, amount, received });
    this.received[component] = received.map((got, index) => got + (parts[index] as bigint));
    return parts;
  }
}
