import type { EntityManager } from 'typeorm';
import type { Finding, SqlCheck } from './check.js';
import { BALANCE_CHECKS, LOAN_JOURNAL_CHECKS } from './journal.checks.js';
import { loanSummary } from './loan-summary.check.js';
import { linesBooked, linesExplained } from './line.checks.js';
import { LOAN_CHECKS } from './loan.checks.js';
import { PARTICIPATION_CHECKS } from './participation.checks.js';
import { PAYMENT_CHECKS } from './payment.checks.js';
import { oneLivePayout } from './payout.check.js';
import { fundMovementsPosted, PROVIDER_CHECKS } from './provider.checks.js';
import { queueFundedOnce } from './queue.check.js';
import { namedByAllocation, receiptsMatchFundings } from './receipts.check.js';
import type { Ids } from './rows.js';
import { paymentReceivedIn, TRANSFER_BALANCE_CHECKS, TRANSFER_CHECKS } from './transfer.checks.js';
import { receiptsWithoutGap } from './till.checks.js';
import { creditScoreHistory, creditScoresFollow, scoresAreGuarded } from './score.checks.js';

/** Every invariant there is, by what it is about: each list may be run on a part of its subjects. */
export const OF_LOANS: readonly SqlCheck[] = [
  ...LOAN_JOURNAL_CHECKS,
  ...LOAN_CHECKS,
  ...PAYMENT_CHECKS,
  ...PARTICIPATION_CHECKS,
  namedByAllocation,
  queueFundedOnce,
  paymentReceivedIn,
  oneLivePayout,
];
export const OF_BALANCES: readonly SqlCheck[] = [
  ...BALANCE_CHECKS,
  ...PROVIDER_CHECKS,
  ...TRANSFER_BALANCE_CHECKS,
  linesBooked,
  linesExplained,
  scoresAreGuarded,
];
export const OF_MOVEMENTS: readonly SqlCheck[] = [fundMovementsPosted, receiptsWithoutGap];
export const OF_TRANSFERS: readonly SqlCheck[] = TRANSFER_CHECKS;
export const OF_CUSTOMERS: readonly SqlCheck[] = [creditScoreHistory];

/** Those that are computed here, from rows that are read by part. */
type Computed = (manager: EntityManager, ids: Ids) => Promise<Finding>;
export const COMPUTED_OF_LOANS: Computed = loanSummary;
export const COMPUTED_OF_RUNS: Computed = receiptsMatchFundings;
export const COMPUTED_OF_CUSTOMERS: Computed = creditScoresFollow;

/** In the order in which a proof lists them. */
export const NAMES = [
  'journal_immutable',
  'trial_balance',
  'books_balance',
  'no_negative_balance',
  'collections_empty',
  'provider_fund',
  'provider_wallet',
  'provider_lent',
  'provider_receivable',
  'fund_movements_posted',
  'receipts_without_gap',
  'transfers_posted',
  'transfer_credited_once',
  'one_live_payout',
  'customer_credit',
  'customer_receivable',
  'lines_booked',
  'lines_explained',
  'mandates_in_force',
  'loan_fully_funded',
  'claims_match_principal',
  'commission_matches',
  'late_interest_booked',
  'no_overpayment',
  'loan_summary',
  'payment_received_in',
  'payment_fully_split',
  'shares_within_one_unit',
  'participation_summary',
  'receipts_match_fundings',
  'queue_funded_once',
  'credit_score_history',
  'credit_score',
  'events_complete',
  'deliveries_complete',
  'seals_hold',
];
