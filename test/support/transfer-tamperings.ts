import type { Tampering, World } from './tamperings.js';

const transfer = (change: string) => (w: World) =>
  `UPDATE transfers SET ${change} WHERE id = '${w.transfer}'`;
const customer = (change: string) => (w: World) =>
  `UPDATE customers SET ${change} WHERE id = '${w.customer}'`;
/** The withdrawal that is on its way: there is one. */
const payout = (change: string) => () =>
  `UPDATE transfers SET ${change} WHERE purpose = 'provider_withdrawal'`;
const payouts = () => 'payouts';
const bank = () => 'bank';
const some = () => undefined;
const theTransfer = (w: World) => w.transfer;
const clearing = () => 'clearing';

/** What someone with access to the server could do to transfers and credit, and which checks then name which row. */
export const TRANSFER_TAMPERINGS: Tampering[] = [
  [
    'what the books say of a transfer',
    transfer("stands = 'settled'"),
    {
      transfers_posted: (w) => `${w.transfer}, clearing`,
      transfer_credited_once: (w) => `${w.transfer}, stands`,
    },
  ],
  [
    'the amount of a transfer',
    transfer('amount = amount + 1'),
    { transfers_posted: clearing, transfer_credited_once: theTransfer },
  ],
  [
    'a transfer that failed after it counted',
    transfer("state = 'failed'"),
    {
      transfer_credited_once: (w) => `${w.transfer}, stands`,
    },
  ],
  [
    'the last step of a transfer, deleted',
    (w) => `DELETE FROM transfer_steps WHERE transfer_id = '${w.transfer}' AND to_state = 'succeeded'`,
    { transfer_credited_once: (w) => `${w.transfer}, steps` },
  ],
  [
    'money on clearing that no transfer brought',
    (w) => `UPDATE journal SET debit_account = 'clearing', debit_owner = NULL
            WHERE kind = 'deposit' AND credit_owner = '${w.large}'`,
    { transfers_posted: clearing },
  ],
  [
    'the account that a payment came into',
    (w) => `UPDATE payments SET received_in = 'cash' WHERE transfer_id = '${w.transfer}'`,
    { payment_received_in: () => undefined },
  ],
  [
    'the credit of a customer',
    customer('credit_amount = credit_amount + 1'),
    { customer_credit: (w) => w.customer, trial_balance: () => 'bank' },
  ],
  [
    'what a customer owes',
    customer('receivable_amount = receivable_amount + 1'),
    { customer_receivable: (w) => w.customer },
  ],
  [
    'a row of credit, deleted',
    (w) => `DELETE FROM journal WHERE kind = 'overpayment' AND cause_id = '${w.transfer}'`,
    {
      customer_credit: (w) => w.customer,
      no_negative_balance: (w) => `customer_credit ${w.customer}`,
      transfers_posted: (w) => `${w.transfer}, clearing`,
      transfer_credited_once: theTransfer,
      trial_balance: () => 'bank',
    },
  ],
  [
    'what the books say of a payout',
    payout("stands = 'gone'"),
    { transfers_posted: payouts, transfer_credited_once: some, trial_balance: bank },
  ],
  [
    'the amount of a payout',
    payout('amount = amount + 1'),
    { transfers_posted: payouts, transfer_credited_once: some, trial_balance: bank },
  ],
  ['a payout that failed while it is promised', payout("state = 'failed'"), { transfer_credited_once: some }],
  [
    'whose money a payout is',
    () =>
      "UPDATE fund_movements SET transfer_id = NULL WHERE kind = 'withdrawal' AND transfer_id IS NOT NULL",
    { transfers_posted: some, transfer_credited_once: some },
  ],
  [
    'a row of a payout, deleted',
    () => "DELETE FROM journal WHERE kind = 'withdrawal' AND credit_account = 'payouts'",
    {
      provider_wallet: (w) => w.large,
      fund_movements_posted: some,
      transfers_posted: payouts,
    },
  ],
  [
    'money that left and was not promised',
    (
      w,
    ) => `INSERT INTO journal (id, posted_at, business_date, kind, debit_account, credit_account, amount, currency, cause_id)
            SELECT '${w.nobody}', now(), max(business_date), 'payout', 'payouts', 'cash', 100000, 'USD', '${w.nobody}'
            FROM business_dates`,
    { transfers_posted: payouts, no_negative_balance: some, trial_balance: bank },
  ],
  [
    'the guard of payout files',
    () => 'ALTER TABLE payout_files DISABLE TRIGGER payout_files_are_kept',
    { journal_immutable: () => 'guard payout_files_are_kept' },
  ],
  [
    'the guard of transfers',
    () => 'ALTER TABLE transfers DISABLE TRIGGER transfers_are_kept',
    { journal_immutable: () => 'guard transfers_are_kept' },
  ],
];
