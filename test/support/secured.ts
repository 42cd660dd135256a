import type { DataSource } from 'typeorm';
import { secureRows } from '../../src/database/row-level-security.js';
import { cloneDatabase, type TestDatabase } from './database.js';

/** The owner of a database, as what works on its schema wants him. */
export const ownerOf = (database: TestDatabase) =>
  ({ query: (sql: string, values?: unknown[]) => database.rows(sql, values) }) as Pick<DataSource, 'query'>;

export const roleOf = (database: TestDatabase) => new URL(database.url).username;

/** A clone with the policies of customers and providers, as `migration:run` makes them with ROW_LEVEL_SECURITY. */
export async function cloneSecured(): Promise<TestDatabase> {
  const database = await cloneDatabase();
  await secureRows(ownerOf(database), roleOf(database));
  return database;
}
