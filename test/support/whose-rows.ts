/** Which rows belong to a person ($1), table by table: what its policies should show, told in another way than they do. */
type Owned = Record<string, string>;

const OF_EITHER: Owned = {
  users: 'id = $1',
  sessions: 'user_id = $1',
  second_factors: 'user_id = $1',
  recovery_codes: 'user_id = $1',
  security_keys: 'user_id = $1',
  instruments: 'user_id = $1',
  notifications: 'user_id = $1',
  notification_preferences: 'user_id = $1',
  transfers: 'party_id = $1',
  transfer_steps: 'transfer_id IN (SELECT id FROM transfers WHERE party_id = $1)',
};

const BORROWED = 'IN (SELECT id FROM loans WHERE customer_id = $1)';
const PAID = 'IN (SELECT id FROM payments WHERE customer_id = $1)';

export const OF_CUSTOMER: Owned = {
  ...OF_EITHER,
  customers: 'id = $1',
  credit_scores: 'customer_id = $1',
  loans: 'customer_id = $1',
  payments: 'customer_id = $1',
  quotes: 'customer_id = $1',
  funding_queue: 'customer_id = $1',
  fundings: `loan_id ${BORROWED}`,
  journal: `loan_id ${BORROWED}`,
  autopay: `loan_id ${BORROWED}`,
  promises: `loan_id ${BORROWED}`,
  care_requests: `loan_id ${BORROWED}`,
  late_interest: `loan_id ${BORROWED}`,
  loan_events: `loan_id ${BORROWED}`,
  write_offs: `loan_id ${BORROWED}`,
  payment_reversals: `payment_id ${PAID}`,
  till_receipts: `payment_id ${PAID} OR reversal_id ${PAID}`,
  notes: `id IN (
    SELECT wish_note_id FROM care_requests WHERE loan_id ${BORROWED}
    UNION SELECT answer_note_id FROM care_requests WHERE loan_id ${BORROWED}
    UNION SELECT note_id FROM promises WHERE loan_id ${BORROWED}
    UNION SELECT note_id FROM loan_events WHERE loan_id ${BORROWED}
    UNION SELECT note_id FROM payment_reversals WHERE payment_id ${PAID})`,
};

const LENT = 'IN (SELECT loan_id FROM fundings WHERE provider_id = $1)';
const RETURNED = `IN (SELECT id FROM payments WHERE loan_id ${LENT})`;
const HEARING = 'IN (SELECT id FROM webhook_endpoints WHERE owner_id = $1)';

export const OF_PROVIDER: Owned = {
  ...OF_EITHER,
  providers: 'id = $1',
  provider_mandates: 'provider_id = $1',
  fund_movements: 'provider_id = $1',
  fundings: 'provider_id = $1',
  events: 'provider_id = $1',
  loans: `id ${LENT}`,
  payments: `loan_id ${LENT}`,
  late_interest: `loan_id ${LENT}`,
  loan_events: `loan_id ${LENT}`,
  write_offs: `loan_id ${LENT}`,
  payment_reversals: `payment_id ${RETURNED}`,
  journal: 'provider_id = $1 OR debit_owner = $1 OR credit_owner = $1',
  till_receipts: 'movement_id IN (SELECT id FROM fund_movements WHERE provider_id = $1)',
  webhook_endpoints: 'owner_id = $1',
  webhook_subscriptions: `endpoint_id ${HEARING}`,
  webhook_deliveries: `endpoint_id ${HEARING}`,
  webhook_attempts: `delivery_id IN (SELECT id FROM webhook_deliveries WHERE endpoint_id ${HEARING})`,
  notes: `id IN (
    SELECT note_id FROM loan_events WHERE loan_id ${LENT}
    UNION SELECT note_id FROM payment_reversals WHERE payment_id ${RETURNED})`,
};

/** What the bank tells everybody who is signed in. */
export const OPEN: Record<string, string> = {
  bank_configurations: 'GET bank_configuration/',
  bank_logos: 'anyone sees the picture',
  business_dates: 'the date that everything is counted by',
  real_money: 'whether the bank takes people at their word: one row, of nobody',
  sandbox_clock: 'how far a sandbox is ahead: one row',
};

/** What neither customers nor providers are told of, by what it is for. A new table belongs here, or has an owner. */
export const CLOSED: Record<string, string> = Object.fromEntries(
  Object.entries({
    'work of the bank on other people, whom these name':
      'collection_cases falling_late late_loans people_search proposals score_due loan_changes loan_defaults',
    'runs over the money and limits of all lenders': 'allocation_runs',
    'figures of the whole bank':
      'borrower_figures participation_changes portfolio_days portfolio_figures provider_figures vintage_figures',
    'the books of the house and its proof': 'day_closes day_close_work seals sealed_balances',
    "the bank's own accounts and tills":
      'bank_accounts bank_statements statement_lines line_matches payout_files receipt_series till_counts',
    'gateways, as the bank talks to them': 'gateway_events gateway_looks gateway_erasures sandbox_charges',
    'signing in, which decides before anybody is somebody':
      'disabled_accounts key_challenges one_time_codes refresh_tokens sign_in_attempts',
    'what is sent and how': 'bad_addresses event_archives event_sequencer notification_templates outbox',
    'how the platform works': 'idempotency_keys migrations score_turn',
  }).flatMap(([why, tables]) => tables.split(' ').map((table) => [table, why])),
);
