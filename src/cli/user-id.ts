import type { INestApplicationContext } from '@nestjs/common';
import { AccountsQueries } from '../auth/accounts.queries.js';
import { UsageError } from './output.js';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id of a user that a command names by username or id; an id is not looked up. */
export async function userIdOf(app: INestApplicationContext, named: string): Promise<string> {
  if (ID.test(named)) return named.toLowerCase();
  const user = await app.get(AccountsQueries).findByUsername(named);
  if (!user) throw new UsageError(`There is no user "${named}".`);
  return user.id;
}
