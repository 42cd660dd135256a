import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A borrower is reminded of each instalment once, so the due date of it belongs to the reminder. */
export class Reminders1700000002300 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE loan_events ADD due_on date;
      ALTER TABLE loan_events DISABLE TRIGGER loan_events_are_kept;
      UPDATE loan_events SET due_on = substring(detail FROM '(\\d{4}-\\d{2}-\\d{2})\\.$')::date WHERE kind = 'reminder';
      ALTER TABLE loan_events ENABLE TRIGGER loan_events_are_kept;
      ALTER TABLE loan_events
        ADD CONSTRAINT loan_events_reminder CHECK ((kind = 'reminder') = (due_on IS NOT NULL));
      DROP INDEX loan_events_once_a_day;
      CREATE UNIQUE INDEX loan_events_once_a_day ON loan_events (loan_id, business_date, kind)
        WHERE kind IN ('late_interest', 'overdue_notice');
      CREATE UNIQUE INDEX loan_events_reminded_once ON loan_events (loan_id, due_on) WHERE kind = 'reminder';
    `);
  }

  /** Before this there was one reminder of a loan in a day: of several the first stays. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX loan_events_reminded_once;
      DROP INDEX loan_events_once_a_day;
      ALTER TABLE loan_events DISABLE TRIGGER loan_events_are_kept;
      DELETE FROM loan_events e USING loan_events f
      WHERE e.kind = 'reminder' AND f.kind = 'reminder' AND f.loan_id = e.loan_id
        AND f.business_date = e.business_date AND f.id < e.id;
      ALTER TABLE loan_events ENABLE TRIGGER loan_events_are_kept;
      CREATE UNIQUE INDEX loan_events_once_a_day ON loan_events (loan_id, business_date, kind)
        WHERE kind IN ('late_interest', 'reminder', 'overdue_notice');
      ALTER TABLE loan_events DROP CONSTRAINT loan_events_reminder;
      ALTER TABLE loan_events DROP due_on;
    `);
  }
}
