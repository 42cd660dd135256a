import { randomUUID } from 'node:crypto';
import type { TestApp } from './app.js';
import { must, type Actor } from './make.js';

/** In every text about a person whom a test erases, and in no other. */
export const MARK = 'zyxquill';
const PASSWORD = 'correct horse battery';

/** A person whose every word has the mark, signed in by the API with a device of that name. */
export async function registerMarked(
  app: TestApp,
  role: 'customer' | 'provider',
  username: string,
): Promise<Actor & { username: string }> {
  const login = { username, password: PASSWORD };
  const names = { first_name: `Ada-${MARK}`, last_name: `Okoye ${MARK}`, email: `${username}@example.org` };
  const { id } = must(201, await app.as().post('/api/auth/register/', { ...login, ...names, role })) as {
    id: string;
  };
  must(200, await app.as().post('/api/auth/login/', login, { 'user-agent': `Browser of ${MARK}` }));
  await app.as().post('/api/auth/login/', { ...login, password: 'a wrong password' });
  const api = app.as({ id, role });
  const at = `/api/${role}s/update_current/`;
  const words = { phone: `+44 20 7946 0018 ${MARK}`, address: `12 ${MARK} Road`, language: 'es' };
  must(200, await api.patch(at, words));
  return { id, role, api, username };
}

/** An Idempotency-Key of a client that puts names into it. */
export const markedKey = (): Record<string, string> => ({ 'Idempotency-Key': `${MARK} ${randomUUID()}` });

/** The tables that have the mark, in any column and any spelling; the sandbox's books stand for those of another company. */
export async function marksIn({ database }: Pick<TestApp, 'database'>): Promise<string[]> {
  const tables = await database.rows<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND c.relname <> 'sandbox_charges' ORDER BY 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await database.rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${name} t WHERE t::text ILIKE '%${MARK}%'`,
    );
    if ((row?.count ?? 0) > 0) found.push(name);
  }
  return found;
}
