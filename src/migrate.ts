import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import type { DataSource } from 'typeorm';
import { startEmbeddedDatabase, type EmbeddedDatabase } from './database/embedded-database.js';
import { migrate, pendingMigrations, revert, withSchema } from './database/schema.js';
import { startScratchDatabase } from './database/scratch-database.js';
import { Shutdown } from './runtime/shutdown.js';
import { readConfig, type AppConfig } from './config.js';

/** The npm scripts migration:run, :revert, :show (on DATABASE_URL or the embedded one) and :check (on a scratch one). */
const COMMANDS: Record<string, (db: DataSource, config: AppConfig) => Promise<void>> = {
  async run(db, config) {
    const names = await migrate(db, config);
    print(names.length === 0 ? 'The schema is up to date.' : `Done: ${names.join(', ')}`);
  },
  async revert(db) {
    const name = await revert(db);
    print(name === null ? 'Nothing to revert.' : `Reverted: ${name}`);
  },
  async show(db) {
    const pending = await pendingMigrations(db);
    print(pending.length === 0 ? 'The schema is up to date.' : `Pending: ${pending.join(', ')}`);
  },
  /**
   * Checks that entities and migrations describe the same tables, and that every migration can be undone and redone, also
   * where policies hang on the tables.
   */
  async check(db, settings) {
    const config = { ...settings, rowLevelSecurity: true };
    const names = await migrate(db, config);
    await failOnDrift(db);
    while ((await revert(db)) !== null);
    const left = [...(await tables(db)), ...(await schemas(db))];
    if (left.length > 0) throw new Error(`Undoing all migrations leaves: ${left.join(', ')}`);
    await migrate(db, config);
    await failOnDrift(db);
    print(`${String(names.length)} migrations agree with the entities, both ways.`);
  },
};

async function failOnDrift(db: DataSource): Promise<void> {
  // TypeORM recognises generated columns only by a table of its own, which these migrations do not keep.
  const plain: { statement: string }[] = await db.query(
    `SELECT format('ALTER TABLE %I ALTER COLUMN %I DROP EXPRESSION', table_name, column_name) AS statement
     FROM information_schema.columns WHERE table_schema = 'public' AND is_generated = 'ALWAYS'`,
  );
  // Comments in the database are for people who read its tables; entities have theirs in the code.
  const commented: { statement: string }[] = await db.query(
    `SELECT format('COMMENT ON %s IS NULL', CASE objsubid
       WHEN 0 THEN format('TABLE %s', objoid::regclass)
       ELSE format('COLUMN %s.%I', objoid::regclass, attname) END) AS statement
     FROM pg_description JOIN pg_class c ON c.oid = objoid LEFT JOIN pg_attribute ON attrelid = objoid AND attnum = objsubid
     WHERE classoid = 'pg_class'::regclass AND c.relnamespace = 'public'::regnamespace`,
  );
  for (const { statement } of [...plain, ...commented]) await db.query(statement);
  const { upQueries } = await db.driver.createSchemaBuilder().log();
  if (upQueries.length === 0) return;
  const statements = upQueries.map(({ query }) => `  ${query}`).join('\n');
  throw new Error(`Entities and migrations differ. To make the tables fit the entities:\n${statements}`);
}

async function tables(db: DataSource): Promise<string[]> {
  const rows: { name: string }[] = await db.query(
    `SELECT tablename AS name FROM pg_tables
     WHERE schemaname = 'public' AND tablename <> 'migrations' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

/** All schemas except PostgreSQL's own. */
async function schemas(db: DataSource): Promise<string[]> {
  const rows: { name: string }[] = await db.query(
    "SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema$|public$)' ORDER BY 1",
  );
  return rows.map(({ name }) => `schema ${name}`);
}

async function main(): Promise<void> {
  const name = process.argv[2] ?? '';
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) throw new Error(`Usage: migrate ${Object.keys(COMMANDS).join(' | ')}`);
  const config = await openDatabase(name, readConfig(process.env));
  const entities = fileURLToPath(new URL('**/*.entity.js', import.meta.url));
  await withSchema(config, (db) => command(db, config), [entities]);
}

/** The settings with the addresses of a database. */
async function openDatabase(command: string, config: AppConfig): Promise<AppConfig> {
  if (command !== 'check' && config.databaseUrl !== null) return config;
  const starting: Promise<EmbeddedDatabase> =
    command === 'check'
      ? startScratchDatabase()
      : startEmbeddedDatabase({ dataDir: config.dataDir, log: print });
  const { url, appUrl } = await shutdown.until(starting, ({ stop }) => stop());
  return { ...config, databaseUrl: appUrl, databaseOwnerUrl: url };
}

function print(line: string): void {
  process.stderr.write(`${line}\n`);
}

function fail(error: unknown): void {
  process.exitCode = 1;
  print(error instanceof Error ? error.message : String(error));
}

const shutdown = new Shutdown(fail);
await main().catch(fail);
await shutdown.end();
process.exit();
