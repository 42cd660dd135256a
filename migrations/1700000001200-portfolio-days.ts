import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How the portfolio stood when each business date was closed, and an index of the loans that came into default. */
export class PortfolioDays1700000001200 implements MigrationInterface {
  name = 'PortfolioDays1700000001200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE portfolio_days (
        business_date date CONSTRAINT portfolio_days_pkey PRIMARY KEY,
        loans integer NOT NULL,
        gross_outstanding bigint NOT NULL,
        par30_principal bigint NOT NULL,
        par60_principal bigint NOT NULL,
        par90_principal bigint NOT NULL,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT portfolio_days_amounts CHECK (
          loans >= 0 AND 0 <= par90_principal AND par90_principal <= par60_principal
          AND par60_principal <= par30_principal AND par30_principal <= gross_outstanding
        )
      );
      CREATE TRIGGER portfolio_days_are_kept BEFORE DELETE OR TRUNCATE OR UPDATE ON portfolio_days
        EXECUTE FUNCTION refuse_change();
      -- Events are only ever added, so this costs nothing but an entry for each default.
      CREATE INDEX loan_events_of_default ON loan_events (loan_id, business_date)
        WHERE status_after IN ('defaulted', 'written_off') AND status_before NOT IN ('defaulted', 'written_off');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX loan_events_of_default;
      DROP TABLE portfolio_days;
    `);
  }
}
