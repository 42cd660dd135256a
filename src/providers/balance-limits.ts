import { currencyDecimals, formatMoney } from '../lending/money.js';
import { DomainError } from '../runtime/problems.js';
import { BALANCE_LIMIT, type Provider } from './provider.entity.js';

/** Throws `insufficient_wallet` and `balance_limit_exceeded`. */
export function assertPossible(
  provider: Pick<Provider, 'walletAmount' | 'fundAmount'>,
  change: { fund: bigint; wallet: bigint },
  amount: bigint,
  currency: string,
): void {
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(currency));
  if (provider.walletAmount + change.wallet < 0n) {
    throw new DomainError(
      'insufficient_wallet',
      `The wallet holds ${money(provider.walletAmount)} ${currency}, less than ${money(amount)}.`,
      { wallet_amount: money(provider.walletAmount), requested: money(amount), currency },
    );
  }
  if (provider.fundAmount + change.fund >= BALANCE_LIMIT) {
    throw new DomainError(
      'balance_limit_exceeded',
      `The fund holds ${money(provider.fundAmount)} ${currency}; with ${money(amount)} more it would reach the limit.`,
      { fund_amount: money(provider.fundAmount), limit: money(BALANCE_LIMIT - 1n), currency },
    );
  }
}
