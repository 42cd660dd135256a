import { uuidv7 } from 'uuidv7';
import type { Tampering } from './tamperings.js';

const line = (change: string, amount: string) => () =>
  `UPDATE statement_lines SET ${change} WHERE amount = ${amount}`;
const bank = () => 'bank';
const unidentified = () => 'unidentified';
const some = () => undefined;

/**
 * What someone with access to the server could do to bank accounts and statements. The account of the proof's world has
 * lines of 87.50 and -20.00 (open), -4.90 (a charge), -300.00 (outside) and 500.00 (from the till).
 */
export const BANK_TAMPERINGS: Tampering[] = [
  ['an open line', line('amount = 8751', '8750'), { lines_booked: unidentified, trial_balance: bank }],
  ['a line that is explained', line('amount = -491', '-490'), { lines_booked: some, lines_explained: some }],
  [
    'what explains a line',
    () => 'UPDATE line_matches SET amount = -491 WHERE amount = -490',
    { lines_explained: some },
  ],
  [
    'a line without what explains it',
    () => 'DELETE FROM line_matches WHERE amount = -490',
    { lines_explained: some },
  ],
  [
    'a line explained by nothing',
    line("state = 'explained'", '8750'),
    { lines_booked: unidentified, lines_explained: some, trial_balance: bank },
  ],
  [
    'the money of the house',
    line("state = 'explained'", '-30000'),
    { lines_booked: () => 'own_funds', trial_balance: bank },
  ],
  [
    'the opening balance of a bank account',
    () => 'UPDATE bank_accounts SET opening_balance = opening_balance + 1',
    { lines_booked: some },
  ],
  [
    'the journal of a bank account',
    () => "UPDATE journal SET amount = amount + 100 WHERE kind = 'bank_in' AND amount = 8750",
    { lines_booked: some, trial_balance: bank },
  ],
  [
    'a row of a bank account that nobody knows',
    () => `INSERT INTO journal (id, posted_at, business_date, kind, debit_account, debit_owner, credit_account,
             credit_owner, amount, currency, cause_id)
           SELECT '${uuidv7()}', now(), current_date, 'banked', 'cash', b.id, 'cash', NULL, 100, 'USD', '${uuidv7()}'
           FROM bank_accounts b`,
    { lines_booked: some },
  ],
  [
    'the guard of what two people decide',
    () => 'ALTER TABLE proposals DISABLE TRIGGER proposals_are_kept',
    { journal_immutable: () => 'guard proposals_are_kept' },
  ],
];
