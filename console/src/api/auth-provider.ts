import type { AuthProvider } from 'react-admin';
import { api, asError, SESSION_OVER } from './client';
import { forgetTokens, keepTokens, storedTokens } from './session';
import type { Schemas } from './types';

const STAFF = ['staff', 'admin'];
let user: Promise<Schemas['UserResponse']> | null = null;

const me = (): Promise<Schemas['UserResponse']> => {
  user ??= api<Schemas['UserResponse']>('auth/me/').catch((error: unknown) => {
    user = null;
    throw error;
  });
  return user;
};

export const authProvider: AuthProvider = {
  async login(who: { username: string; password: string; new_password?: string }) {
    const answer = await fetch('/api/auth/login/', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(who),
    });
    if (!answer.ok) throw await asError(answer);
    keepTokens((await answer.json()) as Schemas['TokensResponse']);
    user = null;
    if (STAFF.includes((await me()).role)) return;
    await leave();
    throw new Error('This console is for the staff of the bank. Customers and providers use the API.');
  },
  async logout() {
    await leave();
  },
  // Without a message nothing is said: nobody is signed in here, so nothing has ended.
  checkAuth: () =>
    storedTokens() === null
      ? // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what react-admin asks for
        Promise.reject({ message: false })
      : Promise.resolve(),
  checkError: ({ status }: { status?: number }) =>
    status === 401 ? Promise.reject(new Error(SESSION_OVER)) : Promise.resolve(),
  getPermissions: async () => (await me()).role,
  async getIdentity() {
    const { id, username, first_name: first, last_name: last } = await me();
    return { id, fullName: `${first} ${last}`.trim() || username };
  },
};

/** Ends the session here and, as far as the server can be reached, there. */
async function leave(): Promise<void> {
  const tokens = storedTokens();
  forgetTokens();
  user = null;
  if (tokens === null) return;
  await fetch('/api/auth/logout/', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${tokens.access_token}` },
    body: JSON.stringify({ refresh_token: tokens.refresh_token }),
  }).catch(() => undefined);
}
