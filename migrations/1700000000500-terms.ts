import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseToUndo } from './support/refuse-to-undo.js';

/** The terms of rules 1-15 in the bank configuration and, copied, in each loan; the bank's calendar. */
export class Terms1700000000500 implements MigrationInterface {
  name = 'Terms1700000000500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE bank_configurations
        ADD interest_method text NOT NULL DEFAULT 'flat',
        ADD day_count text NOT NULL DEFAULT 'actual/365',
        ADD period_interest text NOT NULL DEFAULT 'equal_periods',
        ADD allocation_order text NOT NULL DEFAULT 'penalty,interest,principal',
        ADD prepayment_rebate boolean NOT NULL DEFAULT false,
        ADD grace_days integer NOT NULL DEFAULT 0,
        ADD late_interest_rate numeric NOT NULL DEFAULT 0,
        ADD default_after_days integer NOT NULL DEFAULT 90,
        ADD reminder_days integer NOT NULL DEFAULT 3,
        ADD time_zone text NOT NULL DEFAULT 'UTC',
        ADD closing_hour integer NOT NULL DEFAULT 24,
        ADD CONSTRAINT bank_configurations_late_rate CHECK (late_interest_rate >= 0 AND late_interest_rate <= 10),
        ADD CONSTRAINT bank_configurations_days CHECK (
          grace_days >= 0 AND default_after_days > grace_days AND reminder_days >= 0
        ),
        ADD CONSTRAINT bank_configurations_closing_hour CHECK (closing_hour BETWEEN 1 AND 24);
      ALTER TABLE loans
        ADD allocation_order text NOT NULL DEFAULT 'penalty,interest,principal',
        ADD prepayment_rebate boolean NOT NULL DEFAULT false,
        ADD grace_days integer NOT NULL DEFAULT 0,
        ADD late_interest_rate numeric NOT NULL DEFAULT 0,
        ADD default_after_days integer NOT NULL DEFAULT 90,
        ADD late_interest bigint NOT NULL DEFAULT 0,
        ADD assessed_on date,
        ADD written_off_on date,
        ADD CONSTRAINT loans_late_interest CHECK (late_interest >= 0),
        ADD CONSTRAINT loans_written_off CHECK (status <> 'written_off' OR written_off_on IS NOT NULL);
      UPDATE loans SET assessed_on = greatest(start_on, (
        SELECT max(y.value_date) FROM payments y WHERE y.loan_id = loans.id
      ));
      ALTER TABLE loans ALTER assessed_on SET NOT NULL;
    `);
    // The defaults were for the rows there were: a new row names its terms.
    for (const table of ['bank_configurations', 'loans']) {
      const rows: { name: string }[] = await runner.query(
        `SELECT column_name AS name FROM information_schema.columns
         WHERE table_name = '${table}' AND table_schema = current_schema() AND column_default IS NOT NULL
           AND column_name NOT IN ('total_paid', 'late_interest')`,
      );
      for (const { name } of rows) await runner.query(`ALTER TABLE ${table} ALTER ${name} DROP DEFAULT`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseToUndo(runner, this, {
      'loans with terms of their own for late payers, early payers or the order of payments': `FROM loans
         WHERE allocation_order <> 'penalty,interest,principal' OR prepayment_rebate OR late_interest_rate > 0`,
    });
    await runner.query(`
      ALTER TABLE loans DROP allocation_order, DROP prepayment_rebate, DROP grace_days, DROP late_interest_rate,
        DROP default_after_days, DROP late_interest, DROP assessed_on, DROP written_off_on;
      ALTER TABLE bank_configurations DROP interest_method, DROP day_count, DROP period_interest,
        DROP allocation_order, DROP prepayment_rebate, DROP grace_days, DROP late_interest_rate,
        DROP default_after_days, DROP reminder_days, DROP time_zone, DROP closing_hour;
    `);
  }
}
