/** What kind of account one of the plan is. */
interface AccountOfPlan {
  /** Assets, expenses among them, grow by debits; liabilities, income and equity among them, by credits. */
  side: 'asset' | 'liability';
  /** Whom it has one account for each of; `none`: the bank has one. */
  owner: 'none' | 'loan' | 'provider';
  /** False: the proof and its checks refuse a balance below zero. */
  mayBeNegative: boolean;
}

/**
 * The plan of accounts. The generated column `journal.provider_id` knows providers by the names of accounts: a
 * liability to a provider is called `provider_...`.
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
} as const satisfies Record<string, AccountOfPlan>;

export type Account = keyof typeof PLAN;
export const ACCOUNTS = Object.keys(PLAN) as Account[];

/** Where a borrower's money comes in. */
export const RECEIVING_ACCOUNTS = ['cash'] as const satisfies readonly Account[];
export type ReceivingAccount = (typeof RECEIVING_ACCOUNTS)[number];

/** The accounts of the plan that these properties hold for. */
export function accountsWith(properties: Partial<AccountOfPlan>): Account[] {
  const wanted = Object.entries(properties);
  return ACCOUNTS.filter((account) =>
    wanted.every(([name, value]) => PLAN[account][name as keyof AccountOfPlan] === value),
  );
}
