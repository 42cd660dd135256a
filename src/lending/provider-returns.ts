import { daysBetween } from './dates.js';
import { NoSuchRate } from './discounting.js';
import { xirr, type CashFlow } from './xirr.js';

/** What a provider's money did, minor units; every flow on its business date. */
export interface ProviderFlows {
  /** Into loans (negative), and out of them (positive): principal, interest, late interest, recoveries. */
  loans: readonly CashFlow[];
  /** Brought in (negative), and taken out (positive). */
  outside: readonly CashFlow[];
  /** Principal that is out on loans, and how much of it is on loans that are past due. */
  claims: bigint;
  claimsPastDue: bigint;
  /** In the fund and the wallet, less what is owed to the bank. */
  idle: bigint;
}

/** Why a return has no rate; a rate that is out of range says as little as none. */
export const NO_RETURN_REASONS = ['no_money_lent', 'less_than_90_days', 'no_rate_fits', 'ambiguous'] as const;

/** One return with what it was computed from; `rate` is a decimal text a year, null with the reason. */
export interface ProviderReturn {
  rate: string | null;
  reason: (typeof NO_RETURN_REASONS)[number] | null;
  /** The rates that fit equally well where the reason is `ambiguous`, else none. */
  equallyGood: readonly string[];
  /** The last one is what is still there on the date, as if it were paid out. */
  flows: readonly CashFlow[];
}

export interface ProviderReturns {
  /** Money in loans, with everything that is out counted at its full amount. */
  realised: ProviderReturn;
  /** The same with the principal of loans that are past due counted as lost. */
  conservative: ProviderReturn;
  /** The conservative one on all money, also what lay idle. */
  allMoney: ProviderReturn;
}

const DAYS_OF_DATA = 90;

/** A provider's returns on a date, three ways (rule 19): XIRRs, and nothing before there are 90 days of data. */
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
  const first = made.find(({ amount }) => amount < 0n);
  if (first === undefined) return without('no_money_lent');
  if (daysBetween(first.on, on) < DAYS_OF_DATA) return without('less_than_90_days');
  try {
    return { rate: xirr(flows), reason: null, equallyGood: [], flows };
  } catch (error) {
    // All of it lost, or a gain beyond every measure.
    if (error instanceof NoSuchRate) {
      return without(error.reason === 'ambiguous' ? 'ambiguous' : 'no_rate_fits', error.rates);
    }
    throw error;
  }
}
