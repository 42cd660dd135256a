import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A closed date may get loans that began before it was closed, when demo data is made: what they add to the portfolio of
 * that date is a row of its own, for what was recorded first is a fact.
 */
export class PortfolioParts1700000002330 implements MigrationInterface {
  name = 'PortfolioParts1700000002330';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE portfolio_days
        ADD made_since uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
        DROP CONSTRAINT portfolio_days_pkey,
        ADD CONSTRAINT portfolio_days_pkey PRIMARY KEY (business_date, made_since);
      ALTER TABLE portfolio_days ALTER made_since DROP DEFAULT;
      COMMENT ON COLUMN portfolio_days.made_since IS
        'Zeros: all loans of the day. Else what loans made since that id, as demo data, add to it: sum the rows of a date.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE portfolio_days DISABLE TRIGGER portfolio_days_are_kept;
      CREATE TEMPORARY TABLE sums ON COMMIT DROP AS
        SELECT business_date, sum(loans)::integer AS loans, sum(gross_outstanding)::bigint AS gross_outstanding,
          sum(par30_principal)::bigint AS par30_principal, sum(par60_principal)::bigint AS par60_principal,
          sum(par90_principal)::bigint AS par90_principal, max(recorded_at) AS recorded_at
        FROM portfolio_days GROUP BY business_date;
      DELETE FROM portfolio_days;
      ALTER TABLE portfolio_days DROP made_since;
      INSERT INTO portfolio_days (business_date, loans, gross_outstanding, par30_principal, par60_principal,
                                  par90_principal, recorded_at)
        SELECT business_date, loans, gross_outstanding, par30_principal, par60_principal, par90_principal, recorded_at
        FROM sums;
      ALTER TABLE portfolio_days ADD CONSTRAINT portfolio_days_pkey PRIMARY KEY (business_date);
      ALTER TABLE portfolio_days ENABLE TRIGGER portfolio_days_are_kept;
    `);
  }
}
