import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The journal by business date, for the list that staff read. */
export class JournalByDate1700000001310 implements MigrationInterface {
  name = 'JournalByDate1700000001310';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX journal_by_business_date ON journal USING brin (business_date)
        WITH (pages_per_range = 32, autosummarize = on);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX journal_by_business_date;');
  }
}
