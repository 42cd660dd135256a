import { uuidv7 } from 'uuidv7';
import type { Tampering, World } from './tamperings.js';

const participation = (change: string, loan: 'undone' | 'waiting') => (w: World) =>
  `UPDATE fundings SET ${change} WHERE loan_id = '${w[loan]}'`;
const payout = (change: string, loan: 'undone' | 'waiting') => (w: World) =>
  `UPDATE transfers SET ${change} WHERE loan_id = '${w[loan]}'`;
const bank = () => 'bank';
const theUndone = (w: World) => w.undone;
const part = (loan: 'undone' | 'waiting') => (w: World) => `funding ${w[loan]} by ${w.large}`;

/** What someone with access to the server could do to undone loans and to pay-outs, and which checks then name which row. */
export const UNDO_TAMPERINGS: Tampering[] = [
  [
    'a participation in an undone loan that is in force again',
    participation('undone_at = NULL', 'undone'),
    {
      journal_immutable: part('undone'),
      loan_fully_funded: theUndone,
      queue_funded_once: (w) => `${w.undone} cancelled, in the queue never`,
    },
  ],
  [
    'a participation that says its loan was undone',
    participation('undone_at = now()', 'waiting'),
    { journal_immutable: part('waiting'), loan_fully_funded: (w) => w.waiting },
  ],
  [
    'an undone loan that does not say so',
    (w) => `UPDATE loans SET undone_on = NULL WHERE id = '${w.undone}'`,
    { queue_funded_once: (w) => `${w.undone} cancelled, in the queue never` },
  ],
  [
    'the row that takes the pay-out of an undone loan back, deleted',
    (w) =>
      `DELETE FROM journal WHERE kind = 'disbursement' AND reverses_id IS NOT NULL AND loan_id = '${w.undone}'`,
    {
      journal_immutable: (w) => `loan ${w.undone}`,
      claims_match_principal: theUndone,
      one_live_payout: theUndone,
      queue_funded_once: (w) => `${w.undone} cancelled, in the queue never`,
      transfers_posted: () => 'payouts',
      trial_balance: bank,
    },
  ],
  [
    'the row that gives the money of an undone loan back, deleted',
    (w) =>
      `DELETE FROM journal WHERE kind = 'funding' AND reverses_id IS NOT NULL AND loan_id = '${w.undone}'`,
    {
      journal_immutable: part('undone'),
      claims_match_principal: theUndone,
      provider_fund: (w) => w.large,
      provider_lent: (w) => w.large,
    },
  ],
  [
    'the pay-out of an undone loan that is promised again',
    payout("state = 'reserved', stands = 'promised'", 'undone'),
    {
      one_live_payout: theUndone,
      transfers_posted: () => 'payouts',
      transfer_credited_once: () => undefined,
      trial_balance: bank,
    },
  ],
  [
    'the pay-out of a loan, cancelled without the loan',
    payout("state = 'cancelled', stands = 'nothing'", 'waiting'),
    {
      one_live_payout: (w) => w.waiting,
      transfers_posted: () => 'payouts',
      transfer_credited_once: () => undefined,
      trial_balance: bank,
    },
  ],
  [
    'a second pay-out of a loan',
    (w) =>
      `INSERT INTO transfers (id, direction, purpose, party_id, loan_id, amount, currency, gateway, state, state_since,
         stands, counts_from, created_at)
       SELECT '${uuidv7()}', direction, purpose, party_id, loan_id, amount, currency, gateway, state, now(), stands,
         counts_from, now() FROM transfers WHERE loan_id = '${w.waiting}';
       INSERT INTO transfer_steps (id, transfer_id, to_state, stands, source, at)
       SELECT t.id, t.id, t.state, t.stands, 'clock', now() FROM transfers t
       WHERE t.loan_id = '${w.waiting}' AND NOT EXISTS (SELECT FROM transfer_steps s WHERE s.transfer_id = t.id)`,
    {
      one_live_payout: (w) => `${w.waiting}, transfers`,
      transfers_posted: () => 'payouts',
      trial_balance: bank,
    },
  ],
  [
    'a pay-out in cash of a loan that a transfer pays',
    (w) =>
      `UPDATE journal SET credit_account = 'cash' WHERE kind = 'disbursement' AND loan_id = '${w.waiting}'`,
    {
      one_live_payout: (w) => w.waiting,
      transfers_posted: () => 'payouts',
      trial_balance: bank,
    },
  ],
  [
    'a waiting loan that is not in the queue',
    () => "DELETE FROM funding_queue WHERE state = 'waiting'",
    { queue_funded_once: () => undefined },
  ],
  [
    'the guard that keeps loans undone',
    () => 'ALTER TABLE loans DISABLE TRIGGER loans_stay_undone',
    { journal_immutable: () => 'guard loans_stay_undone' },
  ],
];
