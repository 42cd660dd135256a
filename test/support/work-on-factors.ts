import type { TestApp } from './app.js';
import type { Names } from './example-ids.js';
import { codeOf, setUp } from './factor.js';
import { Client } from './http.js';
import { must } from './make.js';

/** The one of the examples. */
const PASSWORD = 'demo-only-2026';

/** Who calls an operation on second factors, and what only that caller knows. */
export interface FactorCaller {
  id: string;
  token: string;
  names: Names;
}

/** Somebody for whom this operation works as it is filled in: each has a factor, a half one or none. */
export async function factorCaller(app: TestApp, operation: string): Promise<FactorCaller> {
  const login = { username: `factor-${crypto.randomUUID()}`, password: PASSWORD };
  const { id } = must(201, await app.as().post('/api/auth/register/', { ...login, role: 'customer' }));
  const { access_token: token } = must(200, await app.as().post('/api/auth/login/', login));
  const caller = { id: String(id), token: String(token) };
  if (operation.endsWith('/factor')) return { ...caller, names: {} };
  if (operation.endsWith('/confirm')) {
    const api = new Client(app.url, caller.token);
    const { secret } = must(201, await api.post('/api/auth/factor/', { current_password: PASSWORD }));
    return { ...caller, names: { factorCode: codeOf(String(secret)) } };
  }
  const { recovery } = await setUp(app, caller.token, PASSWORD);
  return { ...caller, names: { factorCode: recovery[0] ?? '' } };
}

/** What operations on other people's factors need. */
export const workOnFactors = (app: TestApp): Record<string, () => Promise<Names>> => ({
  'POST /api/users/{id}/reset_factor': async () => ({ customer: (await factorCaller(app, 'on')).id }),
});
