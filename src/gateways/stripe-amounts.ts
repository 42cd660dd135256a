import { currencyDecimals } from '../lending/money.js';

/**
 * How many decimals Stripe's amounts have, where that is not two. It differs from ISO 4217: MGA has none here and two
 * there; ISK and UGX have none in ISO and are sent as if they had two. Of three decimals the last has to be zero.
 */
const STRIPE_DECIMALS = new Map(
  (
    [
      [0, 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'],
      [3, 'BHD JOD KWD OMR TND'],
    ] as const
  ).flatMap(([decimals, codes]) => codes.split(' ').map((code) => [code, decimals] as const)),
);

/** Stripe cannot write the amount exactly, or the platform cannot write Stripe's. */
export class InexactAmount extends Error {}

/** Minor units (ISO 4217) as Stripe wants them. Exact; throws InexactAmount. */
export function toStripeAmount(minor: bigint, currency: string): number {
  const amount = rescaled(minor, currencyDecimals(currency), stripeDecimals(currency));
  const inTens = stripeDecimals(currency) !== 3 || amount % 10n === 0n;
  if (!inTens || amount > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new InexactAmount(`Stripe takes no amount such as this one in ${currency}.`);
  }
  return Number(String(amount));
}

/** An amount of Stripe in minor units (ISO 4217). Exact; throws InexactAmount. */
export function fromStripeAmount(amount: number, currency: string): bigint {
  return rescaled(BigInt(amount), stripeDecimals(currency), currencyDecimals(currency));
}

function stripeDecimals(currency: string): number {
  return STRIPE_DECIMALS.get(currency) ?? 2;
}

function rescaled(value: bigint, from: number, to: number): bigint {
  if (to >= from) return value * 10n ** BigInt(to - from);
  const step = 10n ** BigInt(from - to);
  if (value % step === 0n) return value / step;
  throw new InexactAmount('The amount has more decimals than the currency.');
}
