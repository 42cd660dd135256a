import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { currencyDecimals } from '../lending/money.js';
import { fromStripeAmount, InexactAmount, toStripeAmount } from './stripe-amounts.js';

describe("Stripe's amounts", () => {
  it.each([
    ['USD', 8750n, 8750],
    ['EUR', 1n, 1],
    ['HUF', 123_400n, 123_400],
    ['TWD', 5000n, 5000],
    // No decimals, here as in ISO 4217.
    ['JPY', 8750n, 8750],
    ['KRW', 1000n, 1000],
    ['XOF', 65_000n, 65_000],
    // Two decimals in ISO 4217, none at Stripe.
    ['MGA', 150_000n, 1500],
    // No decimals in ISO 4217, two at Stripe.
    ['ISK', 1500n, 150_000],
    ['UGX', 37_000n, 3_700_000],
    // Three, the last of them zero.
    ['KWD', 5120n, 5120],
    ['BHD', 10n, 10],
    ['TND', 999_990n, 999_990],
  ])('say %s %s as %s, and back', (currency, minor, amount) => {
    expect(toStripeAmount(minor, currency)).toBe(amount);
    expect(fromStripeAmount(amount, currency)).toBe(minor);
  });

  it.each([
    ['KWD', 5123n],
    ['JOD', 1n],
    ['MGA', 150_050n],
    ['UGX', BigInt(Number.MAX_SAFE_INTEGER)],
  ])('are never rounded: %s %s is refused', (currency, minor) => {
    expect(() => toStripeAmount(minor, currency)).toThrow(InexactAmount);
  });

  it('of a fee that the currency cannot write are refused', () => {
    expect(() => fromStripeAmount(150, 'UGX')).toThrow(InexactAmount);
  });

  it('come back as they went, in every currency', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Intl.supportedValuesOf('currency').filter((code) => currencyDecimals(code) <= 3)),
        fc.bigInt(1n, 10n ** 11n),
        (currency, tens) => {
          const minor = tens * 100n;
          expect(fromStripeAmount(toStripeAmount(minor, currency), currency)).toBe(minor);
        },
      ),
    );
  });
});
