import pg from 'pg';
import type { AppConfig } from '../config.js';

/**
 * Runs work on a connection of the owner of the tables, for what the application's role may not do. Without
 * `databaseOwnerUrl` it is the application's own role, which may own them.
 */
export async function asOwner<T>(
  { databaseUrl, databaseOwnerUrl }: Pick<AppConfig, 'databaseUrl' | 'databaseOwnerUrl'>,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const connectionString = databaseOwnerUrl ?? databaseUrl ?? '';
  const client = new pg.Client({ connectionString, application_name: 'loan-management-platform, owner' });
  // Whoever waits for an answer is told.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
