import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = `'payment', 'recovery', 'payment_reversed', 'late_interest', 'overdue', 'defaulted', 'written_off',
  'reminder', 'overdue_notice', 'queued', 'disbursed', 'cancelled', 'expired'`;

/** A loan that waits is refused when it would not be granted any more; with why. */
export class QueueRefusals1700000002320 implements MigrationInterface {
  name = 'QueueRefusals1700000002320';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE funding_queue ADD reason text;
      ALTER TABLE funding_queue DROP CONSTRAINT funding_queue_state;
      ALTER TABLE funding_queue ADD CONSTRAINT funding_queue_state CHECK (
        state IN ('waiting', 'funded', 'cancelled', 'expired', 'refused') AND (state = 'waiting') = (ended_at IS NULL)
        AND (state = 'refused') = (reason IS NOT NULL)
      );
      ALTER TABLE loan_events DROP CONSTRAINT loan_events_kind;
      ALTER TABLE loan_events ADD CONSTRAINT loan_events_kind CHECK (kind IN (${KINDS}, 'refused'));
    `);
  }

  /** Before this a loan that left the queue was cancelled. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE loan_events DROP CONSTRAINT loan_events_kind;
      ALTER TABLE loan_events DISABLE TRIGGER loan_events_are_kept;
      UPDATE loan_events SET kind = 'cancelled' WHERE kind = 'refused';
      ALTER TABLE loan_events ENABLE TRIGGER loan_events_are_kept;
      ALTER TABLE loan_events ADD CONSTRAINT loan_events_kind CHECK (kind IN (${KINDS}));
      ALTER TABLE funding_queue DROP CONSTRAINT funding_queue_state;
      ALTER TABLE funding_queue DISABLE TRIGGER funding_queue_ends_once;
      UPDATE funding_queue SET state = 'cancelled' WHERE state = 'refused';
      ALTER TABLE funding_queue ENABLE TRIGGER funding_queue_ends_once;
      ALTER TABLE funding_queue DROP reason;
      ALTER TABLE funding_queue ADD CONSTRAINT funding_queue_state CHECK (
        state IN ('waiting', 'funded', 'cancelled', 'expired') AND (state = 'waiting') = (ended_at IS NULL)
      );
    `);
  }
}
