import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

const KINDS = `'deposit', 'withdrawal', 'reinvestment', 'disinvestment', 'funding', 'disbursement',
  'principal_repayment', 'principal_share', 'interest_repayment', 'interest_share', 'penalty_repayment',
  'penalty_share', 'write_off', 'recovery', 'recovery_share', 'receivable', 'receivable_settlement'`;
const ACCOUNTS = `'cash', 'loan_principal', 'provider_fund', 'provider_wallet', 'provider_claim', 'collections',
  'receivable'`;

const journal = (kinds: string, accounts: string) => `
  ALTER TABLE journal DROP CONSTRAINT journal_kind, DROP CONSTRAINT journal_accounts;
  ALTER TABLE journal
    ADD CONSTRAINT journal_kind CHECK (kind IN (${kinds})),
    ADD CONSTRAINT journal_accounts CHECK (debit_account IN (${accounts}) AND credit_account IN (${accounts}));`;

/** The bank's commission on interest: its rate in the configuration and each loan, what it took of each payment. */
export class Commission1700000001100 implements MigrationInterface {
  name = 'Commission1700000001100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${journal(`${KINDS}, 'commission'`, `${ACCOUNTS}, 'commission'`)}
      ALTER TABLE bank_configurations
        ADD commission_rate numeric NOT NULL DEFAULT 0,
        ADD CONSTRAINT bank_configurations_commission CHECK (commission_rate BETWEEN 0 AND 1);
      ALTER TABLE bank_configurations ALTER commission_rate DROP DEFAULT;
      ALTER TABLE loans
        ADD commission_rate numeric NOT NULL DEFAULT 0,
        ADD CONSTRAINT loans_commission CHECK (commission_rate BETWEEN 0 AND 1);
      ALTER TABLE loans ALTER commission_rate DROP DEFAULT;
      ALTER TABLE payments
        ADD commission bigint NOT NULL DEFAULT 0,
        ADD CONSTRAINT payments_commission CHECK (commission BETWEEN 0 AND interest);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      'loans with a commission': 'FROM loans WHERE commission_rate > 0',
      'payments of which the bank took a commission': 'FROM payments WHERE commission > 0',
      'entries of the journal about commissions': `FROM journal WHERE kind = 'commission'
         OR 'commission' IN (debit_account, credit_account)`,
    });
    await runner.query(`
      ALTER TABLE payments DROP commission;
      ALTER TABLE loans DROP commission_rate;
      ALTER TABLE bank_configurations DROP commission_rate;
      ${journal(KINDS, ACCOUNTS)}
    `);
  }
}
