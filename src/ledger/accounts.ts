/** An account of the plan. */
interface AccountOfPlan {
  /** Assets (expenses included) grow by debits; liabilities (income and equity included) grow by credits. */
  side: 'asset' | 'liability';
  /** Who has one account each; `none`: the bank has a single one, and of `cash` one more for each of its bank accounts. */
  owner: 'none' | 'loan' | 'provider' | 'customer';
  /** False: the proof reports a balance below zero. */
  mayBeNegative: boolean;
}

/**
 * The plan of accounts. The generated column `journal.provider_id` recognises providers by account names: a liability
 * to a provider is called `provider_...`.
 */
export const PLAN = {
  cash: { side: 'asset', owner: 'none', mayBeNegative: true },
  loan_principal: { side: 'asset', owner: 'loan', mayBeNegative: false },
  provider_fund: { side: 'liability', owner: 'provider', mayBeNegative: false },
  provider_wallet: { side: 'liability', owner: 'provider', mayBeNegative: false },
  provider_claim: { side: 'liability', owner: 'provider', mayBeNegative: false },
  collections: { side: 'liability', owner: 'loan', mayBeNegative: false },
  receivable: { side: 'asset', owner: 'provider', mayBeNegative: false },
  commission: { side: 'liability', owner: 'none', mayBeNegative: false },
  // Money that a gateway or a cheque has brought and the bank does not have yet. Below zero: it owes some back.
  clearing: { side: 'asset', owner: 'none', mayBeNegative: true },
  // Expenses.
  gateway_fees: { side: 'asset', owner: 'none', mayBeNegative: false },
  bank_losses: { side: 'asset', owner: 'none', mayBeNegative: false },
  customer_receivable: { side: 'asset', owner: 'customer', mayBeNegative: false },
  customer_credit: { side: 'liability', owner: 'customer', mayBeNegative: false },
  payouts: { side: 'liability', owner: 'none', mayBeNegative: false },
  // What bank statements brought and nobody has explained yet. Below zero: money that left.
  unidentified: { side: 'liability', owner: 'none', mayBeNegative: true },
  own_funds: { side: 'liability', owner: 'none', mayBeNegative: true },
} as const satisfies Record<string, AccountOfPlan>;

export type Account = keyof typeof PLAN;
export const ACCOUNTS = Object.keys(PLAN) as Account[];

/** The accounts that receive a borrower's money. */
export const RECEIVING_ACCOUNTS = [
  'cash',
  'clearing',
  'customer_credit',
] as const satisfies readonly Account[];
export type ReceivingAccount = (typeof RECEIVING_ACCOUNTS)[number];

/** The accounts of the plan that have these properties. */
export function accountsWith(properties: Partial<AccountOfPlan>): Account[] {
  const wanted = Object.entries(properties);
  return ACCOUNTS.filter((account) =>
    wanted.every(([name, value]) => PLAN[account][name as keyof AccountOfPlan] === value),
  );
}
