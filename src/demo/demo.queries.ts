import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Which of these usernames exist, and whether other users do. */
export async function whoExists(
  app: INestApplicationContext,
  usernames: readonly string[],
): Promise<{ found: Set<string>; others: boolean }> {
  const [row]: { found: string[]; others: boolean }[] = await app.get(DataSource).query(
    `SELECT ARRAY (SELECT lower(username) FROM users WHERE lower(username) = ANY($1)) AS found,
         EXISTS (SELECT FROM users WHERE lower(username) <> ALL($1)) AS others`,
    [usernames],
  );
  return { found: new Set(row?.found ?? []), others: row?.others ?? false };
}

/** Whether there are no users yet, so that nobody can sign in. */
export async function isDeserted(app: INestApplicationContext): Promise<boolean> {
  return !(await whoExists(app, [])).others;
}
