import { uuidv7 } from 'uuidv7';

/** Two loans that `small` and `large` funded. `small` has withdrawn some of what came back and reinvested some. */
export interface World {
  small: string;
  large: string;
  loan: string;
  other: string;
  payment: string;
  /** The customer of the loans. */
  customer: string;
  score: string;
  /** The business date that was sealed before all of it. */
  sealedOn: string;
  /** A transfer that counts and is not settled, and brought more than its loan took. */
  transfer: string;
  /** A loan whose pay-out waits, and one that was undone; `large` funded both. */
  waiting: string;
  undone: string;
  /** An id that does not exist. */
  nobody: string;
}

const byProvider = 'provider_id = ';
const post = (kind: string, debit: string, credit: string) => (w: World) =>
  `INSERT INTO journal (id, posted_at, business_date, kind, debit_account, debit_owner, credit_account,
     credit_owner, amount, currency, loan_id, payment_id)
   VALUES ('${uuidv7()}', now(), current_date, '${kind}', ${debit}, ${credit}, 100, 'USD', '${w.loan}', '${w.nobody}')`
    .replaceAll('$loan', w.loan)
    .replaceAll('$small', w.small);
export const journal = (change: string, kind: string, subject: (w: World) => string) => (w: World) =>
  `${change} WHERE kind = '${kind}' AND ${subject(w)}`;
export const changeAmount = 'UPDATE journal SET amount = amount + 100';
const loan = (change: string) => (w: World) => `UPDATE loans SET ${change} WHERE id = '${w.loan}'`;
export const ofLoan = (w: World) => `loan_id = '${w.loan}'`;
const ofPayment = (w: World) => `payment_id = '${w.payment}'`;
const bySmall = (w: World) => `${byProvider}'${w.small}'`;
const participation = (change: string) => (w: World) =>
  `UPDATE fundings SET ${change} WHERE loan_id = '${w.loan}' AND provider_id = '${w.small}'`;
export const provider = (change: string) => (w: World) =>
  `UPDATE providers SET ${change} WHERE id = '${w.small}'`;
const anotherPayment = (amount: string) => (w: World) =>
  `INSERT INTO payments (id, loan_id, customer_id, currency, amount, principal, interest, value_date, created_at)
   SELECT '${w.nobody}', loan_id, customer_id, currency, ${amount}, ${amount}, 0, value_date, created_at
   FROM payments WHERE id = '${w.payment}'`;

export type Tampering = [what: string, sql: (w: World) => string, red: Subjects];
type Subjects = Record<string, (w: World) => string | undefined>;
const bank = () => 'bank';
const small = (w: World) => w.small;
const theLoan = (w: World) => w.loan;
const part = (w: World) => `${w.loan} by ${w.small}`;
const summary = (of: string) => ({ loan_summary: (w: World) => `${w.loan} ${of}` });

/** What someone with access to the server could do to the books, and exactly which checks then name which row. */
export const TAMPERINGS: Tampering[] = [
  ['a fund', provider('fund_amount = fund_amount + 1'), { provider_fund: small, trial_balance: bank }],
  [
    'a wallet',
    provider('wallet_amount = wallet_amount + 1'),
    { provider_wallet: small, trial_balance: bank },
  ],
  ['money lent', provider('lent_amount = lent_amount - 1'), { provider_lent: small, trial_balance: bank }],
  [
    'what a provider owes to the bank',
    provider('receivable_amount = receivable_amount + 1'),
    { provider_receivable: small },
  ],
  [
    'late interest that was never booked',
    loan('late_interest = 1, amount_due = amount_due + 1'),
    {
      late_interest_booked: theLoan,
      loan_summary: (w) => `${w.loan} late_interest`,
    },
  ],
  [
    'a booking of late interest',
    (w) => `INSERT INTO late_interest (loan_id, business_date, amount) VALUES ('${w.loan}', current_date, 5)`,
    { late_interest_booked: theLoan },
  ],
  [
    'a loss',
    participation('principal_lost = 1'),
    {
      journal_immutable: (w) => `write-off ${part(w)}`,
      participation_summary: (w) => `${part(w)}, written off`,
    },
  ],
  [
    'a reversal of a payment that is still in the books',
    (w) => `INSERT INTO payment_reversals (payment_id, note_id, business_date, reversed_by, created_at)
      SELECT '${w.payment}', uuidv7(), current_date, id, now() FROM users WHERE role = 'staff' LIMIT 1`,
    {
      journal_immutable: (w) => `payment ${w.payment}`,
      payment_fully_split: (w) => `${w.payment}, principal`,
      loan_summary: (w) => `${w.loan} total_paid`,
      events_complete: (w) => `reversal ${w.payment}`,
    },
  ],
  [
    'fund and wallet alike',
    provider('fund_amount = fund_amount + 1, wallet_amount = wallet_amount - 1'),
    { provider_fund: small, provider_wallet: small },
  ],
  [
    'the row of a deposit, deleted',
    journal('DELETE FROM journal', 'deposit', bySmall),
    {
      provider_fund: small,
      trial_balance: bank,
      no_negative_balance: (w) => `provider_fund ${w.small}`,
      fund_movements_posted: () => undefined,
    },
  ],
  [
    'the amount of a deposit',
    journal(changeAmount, 'deposit', bySmall),
    { provider_fund: small, trial_balance: bank, fund_movements_posted: () => undefined },
  ],
  [
    'the owner of a deposit',
    (w) =>
      `UPDATE journal SET credit_owner = '${w.large}' WHERE kind = 'deposit' AND credit_owner = '${w.small}'`,
    {
      provider_fund: small,
      no_negative_balance: (w) => `provider_fund ${w.small}`,
      fund_movements_posted: () => undefined,
    },
  ],
  [
    'the amount of a movement of money',
    (w) =>
      `UPDATE fund_movements SET amount = amount + 1 WHERE kind = 'deposit' AND provider_id = '${w.small}'`,
    { fund_movements_posted: () => undefined },
  ],
  [
    'a withdrawal recorded as a reinvestment',
    (w) =>
      `UPDATE fund_movements SET kind = 'reinvestment' WHERE kind = 'withdrawal' AND provider_id = '${w.small}'`,
    { fund_movements_posted: () => undefined },
  ],
  [
    'the amount paid out',
    journal(changeAmount, 'disbursement', ofLoan),
    { journal_immutable: (w) => `loan ${w.loan}`, claims_match_principal: theLoan },
  ],
  [
    'a loan that was never paid out',
    journal('DELETE FROM journal', 'disbursement', ofLoan),
    {
      journal_immutable: (w) => `loan ${w.loan}`,
      claims_match_principal: theLoan,
      no_negative_balance: (w) => `loan_principal ${w.loan}`,
      events_complete: (w) => `loan ${w.loan}`,
    },
  ],
  [
    'a payment that does not exist',
    post('principal_repayment', `'cash', NULL`, `'loan_principal', '$loan'`),
    { journal_immutable: (w) => `payment ${w.nobody}`, claims_match_principal: theLoan },
  ],
  [
    'interest that nobody paid',
    post('interest_share', `'collections', '$loan'`, `'provider_wallet', '$small'`),
    {
      provider_wallet: small,
      collections_empty: theLoan,
      payment_fully_split: (w) => `${w.nobody}, interest`,
      participation_summary: (w) => `${part(w)}, interest`,
    },
  ],
  [
    'a share of a payment',
    journal(changeAmount, 'principal_share', (w) => `${ofPayment(w)} AND ${bySmall(w)}`),
    {
      provider_wallet: small,
      provider_lent: small,
      claims_match_principal: theLoan,
      payment_fully_split: (w) => `${w.payment}, principal`,
      participation_summary: (w) => `${part(w)}, principal`,
    },
  ],
  [
    'an account outside the plan',
    (w) =>
      `ALTER TABLE journal DROP CONSTRAINT journal_accounts;
       UPDATE journal SET debit_account = 'pocket' WHERE kind = 'deposit' AND credit_owner = '${w.small}'`,
    { books_balance: () => 'assets', trial_balance: bank },
  ],
  [
    'the part that a provider funded',
    participation('amount = amount + 100'),
    {
      journal_immutable: (w) => `funding ${part(w)}`,
      loan_fully_funded: theLoan,
      shares_within_one_unit: part,
      receipts_match_fundings: () => undefined,
    },
  ],
  [
    'the record of an allocation',
    (w) =>
      `UPDATE allocation_runs SET free_amounts = free_amounts || 5::bigint, total_amounts = total_amounts || 5::bigint,
         provider_ids = provider_ids || '${w.nobody}'::uuid`,
    { receipts_match_fundings: () => undefined },
  ],
  [
    'the allocation of a loan',
    loan('allocation_run_id = NULL'),
    { receipts_match_fundings: () => undefined },
  ],
  [
    'a loan that never waited',
    (w) =>
      `INSERT INTO funding_queue (loan_id, customer_id, amount, priority, queued_at, holds_on, expires_on, state)
       SELECT id, customer_id, amount, 0, now(), current_date, current_date, 'waiting' FROM loans WHERE id = '${w.loan}'`,
    { queue_funded_once: (w) => `${w.loan} active, in the queue waiting` },
  ],
  [
    'a wait recorded as ended by funding',
    () => "UPDATE funding_queue SET state = 'funded', ended_at = now() WHERE state = 'waiting'",
    { queue_funded_once: () => undefined },
  ],
  ['a mandate', provider('max_per_loan = 500'), { mandates_in_force: small }],
  [
    'what a participation got back',
    participation('principal_returned = principal_returned + 100'),
    { participation_summary: (w) => `${part(w)}, principal`, shares_within_one_unit: part },
  ],
  [
    'the amount of a payment',
    (w) => `UPDATE payments SET amount = amount + 1, principal = principal + 1 WHERE id = '${w.payment}'`,
    {
      journal_immutable: (w) => `payment ${w.payment}`,
      payment_fully_split: (w) => `${w.payment}, principal`,
      loan_summary: (w) => `${w.loan} total_paid`,
    },
  ],
  [
    'a payment of more than the loan owes',
    anotherPayment('200000'),
    {
      journal_immutable: (w) => `payment ${w.nobody}`,
      payment_fully_split: (w) => `${w.nobody}, principal`,
      no_overpayment: theLoan,
      loan_summary: (w) =>
        `${w.loan} terms (the payment is above what is left of the loan) should be computable`,
      events_complete: (w) => `payment ${w.nobody}`,
    },
  ],
  [
    'the commission of a payment',
    (w) => `UPDATE payments SET commission = 1 WHERE id = '${w.payment}'`,
    {
      commission_matches: theLoan,
      payment_fully_split: (w) => `${w.payment}, commission`,
      trial_balance: bank,
    },
  ],
  ['what was paid on a loan', loan('total_paid = total_paid - 1'), summary('total_paid')],
  [
    'its principal',
    loan('principal_outstanding = 0'),
    { ...summary('principal_outstanding'), credit_score: () => undefined },
  ],
  [
    'how late it was',
    loan(`worst_days_past_due = 3, past_due_until = start_on`),
    { ...summary('worst_days_past_due 3 should be 0'), credit_score: () => undefined },
  ],
  ['its next instalment', loan('next_due_amount = next_due_amount + 1'), summary('next_due_amount')],
  ['the day of its next instalment', loan(`next_due_on = '2099-12-31'`), { loan_summary: () => undefined }],
  ['its terms', loan('installments = 0'), { loan_summary: () => undefined }],
  ['the unit of its periods', loan(`unit = 'moon'`), { loan_summary: () => undefined }],
  ['its status', loan(`status = 'overdue'`), summary('status overdue should be active')],
  ['what it owes', loan('amount_due = amount_due + 1'), summary('amount_due')],
  ['a seal', () => 'UPDATE seals SET row_count = row_count + 1', { seals_hold: () => undefined }],
  [
    'the hash of a seal',
    () => `UPDATE seals SET hash = sha256('')`,
    { seals_hold: (w) => `seal ${w.sealedOn}` },
  ],
  [
    'a sealed balance of a loan',
    (w) =>
      `INSERT INTO sealed_balances (owner, account, business_date, balance)
       VALUES ('${w.loan}', 'loan_principal', '${w.sealedOn}', 1)`,
    { seals_hold: (w) => `loan_principal ${w.loan}` },
  ],
  [
    'the guard of the journal',
    () => 'ALTER TABLE journal DISABLE TRIGGER journal_is_append_only',
    { journal_immutable: () => 'guard journal_is_append_only' },
  ],
];
