import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The largest of the late loans due on a date, for the first page of the report without reading all of them. */
export class LateLoansByDue1700000100000 implements MigrationInterface {
  name = 'LateLoansByDue1700000100000';
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // It keeps nobody from working, and waits for whoever has read for long, such as a proof.
    await runner.query("SET lock_timeout = '10min'");
    await runner.query(
      'CREATE INDEX CONCURRENTLY late_loans_by_due ON late_loans (next_due_on, next_due_amount DESC, loan_id)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY late_loans_by_due');
  }
}
