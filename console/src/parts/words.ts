import { date, duration } from './format';

/** Whatever the API says in code, as people read it. What is missing is read by taking out the underscores. */
const WORDS: Record<string, string> = {
  // States and kinds
  partly_paid: 'Partly paid',
  written_off: 'Written off',
  done: 'Finished',
  current: 'Not late',
  penalty_repayment: 'Late interest paid',
  penalty_share: "Late interest, lenders' share",
  principal_repayment: 'Principal paid',
  principal_share: "Principal, lenders' share",
  interest_repayment: 'Interest paid',
  interest_share: "Interest, lenders' share",
  recovery_share: "Recovery, lenders' share",
  commission: 'Commission of the bank',
  disbursement: 'Paid out',
  funding: 'Lent by a provider',
  reinvestment: 'Wallet to fund',
  disinvestment: 'Fund to wallet',
  receivable: 'Owed by a provider',
  receivable_settlement: 'Settled by a provider',
  write_off: 'Write-off',
  // Accounts
  cash: 'Cash',
  loan_principal: 'Principal',
  provider_fund: 'Fund',
  provider_wallet: 'Wallet',
  provider_claim: 'Claim',
  collections: 'Collected',
  // Money in and out
  created: 'Not sent yet',
  reserved: 'Set aside',
  unknown: 'Not known yet',
  review: 'To be looked at',
  overpayment: 'More than the loan took',
  gateway_fee: 'Fee of gateway or bank',
  return_settlement: 'Taken back by the gateway',
  dispute_fee: 'Fee for a dispute',
  deposit_return: 'Deposit taken back',
  credit_return: 'Credit taken back',
  customer_receivable: 'Owed by a customer',
  customer_receivable_settlement: 'Settled by a customer',
  receipt_return: 'Sent back to the payer',
  bank_in: 'Came in at the bank',
  bank_out: 'Left the bank',
  banked: 'Between till and bank',
  outside: 'Nothing to do with lending',
  bank_loss: 'Lost by the bank',
  customer_credit: 'Credit',
  unidentified: 'Not identified',
  own_funds: "The house's own money",
  payouts: 'Promised out',
  gateway_fees: 'Fees of gateways and banks',
  // The configuration
  flat: 'Flat: on the original principal',
  declining_balance: 'Declining balance: on what is still owed',
  actual_days: 'By the days of each period',
  equal_periods: 'The same for each period',
  'actual/365': 'Actual/365',
  'actual/360': 'Actual/360',
  'actual/actual': 'Actual/actual',
  '30/actual': '30/actual',
  smallest_first: 'The smallest fund first',
  oldest_first: 'The oldest provider first',
  largest_first: 'The largest fund first',
  idle_share: 'The highest share of idle money first',
  pro_rata: 'All in proportion (pro rata)',
  reject: 'The request is refused',
  queue: 'The request waits in the queue',
  instant: 'At once, in cash',
  transfer: 'By transfer to a bank account',
  penalty: 'Late interest',
  // The credit score
  limit: 'Limit of the scale',
  repaid_loans: 'Loans repaid',
  relationship: 'Time as a customer',
  days_late: 'Days late',
  past_due: 'Past due now',
  defaults: 'Defaults and write-offs',
  amount_owed: 'Amount owed',
  open_loans: 'Open loans',
  base: 'Start',
  day_close: 'Day-close',
  paid_off: 'Paid off',
  // Idle money
  in_wallet: 'In the wallet',
  paused: 'Paused',
  reserve: 'Kept in reserve',
  not_needed_yet: 'Not needed yet',
};

/** A code of the API in words, beginning with a capital. */
export function words(code: string): string {
  const text = WORDS[code] ?? code.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Words within a sentence. */
export const inSentence = (code: string): string => {
  const text = words(code);
  return text.charAt(0).toLowerCase() + text.slice(1);
};

/** What the fields of the API are called on the pages. */
export const LABELS: Record<string, string> = {
  min_loan_amount: 'Least for a loan',
  max_loan_amount: 'Most for a loan',
  currency: 'Currency',
  interest_rate: 'Interest rate a year',
  interest_method: 'Interest method',
  day_count: 'Day count',
  period_interest: 'Interest of a period',
  prepayment_rebate: 'Rebate when paid off early',
  commission_rate: "The bank's commission on interest",
  installments: 'Instalments',
  every: 'One every',
  unit: 'Unit',
  duration: 'Duration',
  grace_days: 'Grace days',
  late_interest_rate: 'Late interest rate a year',
  default_after_days: 'In default after days',
  reminder_days: 'Reminded days before',
  bank_address: 'Address of the bank',
  allocation_policy: 'Allocation policy',
  allocation_order: 'What a payment pays first',
  minimum_share: 'Smallest share (pro rata)',
  when_unfunded: 'When there is not enough money',
  disbursement: 'How loans are paid out',
  queue_on_request: 'A request may ask to wait',
  queue_days: 'Waits at most, days',
  queue_patience_days: 'Holds the line after days',
  time_zone: 'Time zone',
  closing_hour: 'Closing hour',
  direct_payments: 'Who enters payments',
  direct_deposits: 'Providers add money themselves',
  hold_days: 'Days of hold',
  'hold_days.card': 'Days of hold, cards',
  'hold_days.bank_debit': 'Days of hold, bank debits',
  'hold_days.wallet': 'Days of hold, wallets',
  score_bands: 'Score bands',
  min_score: 'From a score of',
  rate_adjustment: 'On top of the rate',
  queue_priority: 'Place in the queue',
  paused: 'Paused',
  reserve_amount: 'Keeps in reserve',
  max_per_loan: 'Most per loan',
  max_per_borrower: 'Most per borrower',
  max_per_borrower_share: 'Most per borrower, of its total',
  lowest_score_band: 'Lowest score band',
  longest_term_months: 'Longest term in months',
  auto_reinvest: 'Lends again what comes back',
  password: 'Password',
  current_password: 'Present password',
  new_password: 'New password',
  outcome: 'Where it ended',
  opening_balance: 'Opening balance',
  opened_on: 'First date',
  amount: 'Amount',
  value_date: 'Value date',
  as_of: 'As of',
  date: 'Date',
  from: 'From',
  to: 'To',
  search: 'Search',
  days_past_due_from: 'Days past due from',
  days_past_due_to: 'Days past due to',
  started_from: 'Started from',
  started_to: 'Started to',
  value_date_from: 'Value date from',
  value_date_to: 'Value date to',
};

/**
 * A sentence of the API as the pages speak: what has a label here is called by it, and dates and durations are written
 * as everywhere. `own` is the field that the sentence is about, with its label in the form.
 */
export function asSentence(text: string, own?: { field: string; label: string }): string {
  const name = own?.field.split('.').at(-1);
  return text
    .replace(/^"?([a-z][a-z_]*)"?(?=:? )/, (first, code: string) =>
      own && code === name ? own.label : code.includes('_') ? (LABELS[code] ?? first) : first,
    )
    .replace(/\b[a-z]+(?:_[a-z]+)+\b/g, (code) => `“${LABELS[code] ?? words(code)}”`)
    .replace(/\bP\d+[DWMY]\b/g, (iso) => duration(iso))
    .replace(/\b\d{4}-\d{2}-\d{2}\b/g, (iso) => date(iso));
}
