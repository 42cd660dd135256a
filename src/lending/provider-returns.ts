import { daysBetween } from './dates.js';
import { NoSuchRate } from './discounting.js';
import { xirr, type CashFlow } from './xirr.js';

/** The movements of a provider's money, minor units, each on its business date. */
export interface ProviderFlows {
  /**
   * Into loans (negative) and out of them (positive): principal, interest, late interest, recoveries. The sum of each
   * date, in order, and none of zero.
   */
  loans: readonly CashFlow[];
  /** Brought in (negative) and taken out (positive), the same way. */
  outside: readonly CashFlow[];
  /** Outstanding principal, and the part of it on loans that are past due. */
  claims: bigint;
  claimsPastDue: bigint;
  /** In the fund and the wallet, minus what is owed to the bank. */
  idle: bigint;
}

/** Why a return has no rate; a rate out of range counts as none. */
export const NO_RETURN_REASONS = ['no_money_lent', 'less_than_90_days', 'no_rate_fits', 'ambiguous'] as const;

/** One return with the flows behind it; `rate` is an annual decimal text, null if there is a reason. */
export interface ProviderReturn {
  rate: string | null;
  reason: (typeof NO_RETURN_REASONS)[number] | null;
  /** The rates that fit equally well if the reason is `ambiguous`, otherwise none. */
  equallyGood: readonly string[];
  /** The last flow is what remains on the date, as if it were paid out. */
  flows: readonly CashFlow[];
}

export interface ProviderReturns {
  /** Money in loans, with everything outstanding counted at its full amount. */
  realised: ProviderReturn;
  /** The same with the principal of past-due loans counted as lost. */
  conservative: ProviderReturn;
  /** The conservative return on all money, including idle money. */
  allMoney: ProviderReturn;
}

const DAYS_OF_DATA = 90;

/** A provider's returns on a date, three ways (rule 19): XIRRs, and none before 90 days of data. */
export function providerReturns(flows: ProviderFlows, on: string): ProviderReturns {
  const performing = flows.claims - flows.claimsPastDue;
  return {
    realised: returnOf(flows.loans, flows.claims, on),
    conservative: returnOf(flows.loans, performing, on),
    allMoney: returnOf(flows.outside, performing + flows.idle, on),
  };
}

function returnOf(made: readonly CashFlow[], left: bigint, on: string): ProviderReturn {
  const flows = left === 0n ? made : [...made, { on, amount: left }];
  const without = (reason: ProviderReturn['reason'], rates: readonly string[] = []) => ({
    rate: null,
    reason,
    equallyGood: rates,
    flows,
  });
  // Its amount is above zero if the first loan was repaid on the day it began.
  const [first] = made;
  if (first === undefined) return without('no_money_lent');
  if (daysBetween(first.on, on) < DAYS_OF_DATA) return without('less_than_90_days');
  try {
    return { rate: xirr(flows), reason: null, equallyGood: [], flows };
  } catch (error) {
    // All of it is lost, or the gain is out of range.
    if (error instanceof NoSuchRate) {
      return without(error.reason === 'ambiguous' ? 'ambiguous' : 'no_rate_fits', error.rates);
    }
    throw error;
  }
}
