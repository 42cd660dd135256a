import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The bank's business date: one fact, which all instances share. It begins at the last date that anything knows of. */
export class BusinessDates1700000002100 implements MigrationInterface {
  name = 'BusinessDates1700000002100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One row for each business date, from when it began; the last one is today. Nothing ever goes back.
      CREATE TABLE business_dates (
        business_date date CONSTRAINT business_dates_pkey PRIMARY KEY,
        began_at timestamptz NOT NULL
      );
      CREATE TRIGGER business_dates_are_kept BEFORE DELETE OR TRUNCATE OR UPDATE ON business_dates
        EXECUTE FUNCTION refuse_change();

      INSERT INTO business_dates
      SELECT known.on, now() FROM (
        SELECT greatest(
          (SELECT max(business_date) + 1 FROM day_closes),
          (SELECT max(business_date) FROM journal),
          (SELECT max(business_date) FROM loan_events),
          (SELECT max(business_date) FROM credit_scores),
          (SELECT max(start_on) FROM loans),
          (SELECT max(assessed_on) FROM loans),
          (SELECT max(start_on) FROM quotes)
        ) AS on
      ) known WHERE known.on IS NOT NULL;

      -- The business date, held until the transaction ends: whoever ends it (see BusinessCalendar) takes the same lock
      -- alone, so all that was written with a date is there before the next one begins. Volatile, so that the date is
      -- read after the lock. The lock is of two integers, apart from those of idempotency keys.
      CREATE FUNCTION hold_business_date() RETURNS date LANGUAGE plpgsql VOLATILE AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock_shared(2100, 1);
        RETURN (SELECT max(d.business_date) FROM business_dates d);
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION hold_business_date();
      DROP TABLE business_dates;
    `);
  }
}
