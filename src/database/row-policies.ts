import type { PersonRole } from './person.js';

const ME = '(SELECT person())';
const own = (column: string) => `${column} = ${ME}`;
/** Rows that hang on a row which the person may see: its policy decides in the subquery too. */
const of = (table: string, id: string, column: string) =>
  `EXISTS (SELECT FROM ${table} seen WHERE seen.${id} = ${column})`;
const ofLoan = (table: string) => of('loans', 'id', `${table}.loan_id`);
const ofPayment = (table: string) => of('payments', 'id', `${table}.payment_id`);
/** Notes on a loan or a payment that a row of `table` points at. */
const notesOf = (table: string, subject: string, ...columns: string[]) =>
  columns.map(
    (column) =>
      `EXISTS (SELECT FROM ${table} seen WHERE seen.${subject} = notes.subject_id AND seen.${column} = notes.id)`,
  );
/** What is said of a loan or a payment to those whom it concerns; other notes are the bank's. */
const NOTES = [
  ...notesOf('loan_events', 'loan_id', 'note_id'),
  ...notesOf('payment_reversals', 'payment_id', 'note_id'),
];

/** What a person of either kind sees of its own account. */
const OF_BOTH: Record<string, string> = {
  users: own('id'),
  sessions: own('user_id'),
  second_factors: own('user_id'),
  recovery_codes: own('user_id'),
  security_keys: own('user_id'),
  instruments: own('user_id'),
  notifications: own('user_id'),
  notification_preferences: own('user_id'),
  transfers: own('party_id'),
  transfer_steps: of('transfers', 'id', 'transfer_steps.transfer_id'),
  late_interest: ofLoan('late_interest'),
  loan_events: ofLoan('loan_events'),
  write_offs: ofLoan('write_offs'),
  payment_reversals: ofPayment('payment_reversals'),
  notes: NOTES.join(' OR '),
};

/** Which rows of which tables each role sees. What is not named here, it may not read. */
export const POLICIES: Record<PersonRole, Record<string, string>> = {
  loans_customer: {
    ...OF_BOTH,
    customers: own('id'),
    credit_scores: own('customer_id'),
    loans: own('customer_id'),
    payments: own('customer_id'),
    quotes: own('customer_id'),
    funding_queue: own('customer_id'),
    fundings: ofLoan('fundings'),
    journal: ofLoan('journal'),
    autopay: ofLoan('autopay'),
    promises: ofLoan('promises'),
    care_requests: ofLoan('care_requests'),
    notes: [
      ...NOTES,
      ...notesOf('care_requests', 'loan_id', 'wish_note_id', 'answer_note_id'),
      ...notesOf('promises', 'loan_id', 'note_id'),
    ].join(' OR '),
    till_receipts: `${ofPayment('till_receipts')} OR ${of('payment_reversals', 'payment_id', 'till_receipts.reversal_id')}`,
  },
  loans_provider: {
    ...OF_BOTH,
    providers: own('id'),
    provider_mandates: own('provider_id'),
    fund_movements: own('provider_id'),
    fundings: own('provider_id'),
    events: own('provider_id'),
    loans: of('fundings', 'loan_id', 'loans.id'),
    payments: of('fundings', 'loan_id', 'payments.loan_id'),
    journal: `${own('provider_id')} OR ${own('debit_owner')} OR ${own('credit_owner')}`,
    till_receipts: of('fund_movements', 'id', 'till_receipts.movement_id'),
    webhook_endpoints: own('owner_id'),
    webhook_subscriptions: of('webhook_endpoints', 'id', 'webhook_subscriptions.endpoint_id'),
    webhook_deliveries: of('webhook_endpoints', 'id', 'webhook_deliveries.endpoint_id'),
    webhook_attempts: of('webhook_deliveries', 'id', 'webhook_attempts.delivery_id'),
  },
};

/** What the bank tells everybody. */
export const OF_THE_BANK = [
  'bank_configurations',
  'bank_logos',
  'business_dates',
  'real_money',
  'sandbox_clock',
];
