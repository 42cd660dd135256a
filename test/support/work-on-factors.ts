import type { TestApp } from './app.js';
import type { Names } from './example-ids.js';
import { codeOf, setUp } from './factor.js';
import { Client } from './http.js';
import { must } from './make.js';
import { SoftwareKey, type Options } from './software-key.js';

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
  if (operation.endsWith('/factor') || operation.endsWith('/keys')) return { ...caller, names: {} };
  if (operation.includes('/keys/')) return keyCaller(app, caller, operation);
  if (operation.endsWith('/confirm')) {
    const api = new Client(app.url, caller.token);
    const { secret } = must(201, await api.post('/api/auth/factor/', { current_password: PASSWORD }));
    return { ...caller, names: { factorCode: codeOf(String(secret)) } };
  }
  const { recovery } = await setUp(app, caller.token, PASSWORD);
  return { ...caller, names: { factorCode: recovery[0] ?? '' } };
}

/** Somebody who makes a key, or has one. */
async function keyCaller(
  app: TestApp,
  caller: Omit<FactorCaller, 'names'>,
  operation: string,
): Promise<FactorCaller> {
  const api = new Client(app.url, caller.token);
  const begun = must(201, await api.post('/api/auth/factor/keys/', { current_password: PASSWORD }));
  const at = { origin: 'http://localhost:8000', domain: 'localhost' };
  const made = new SoftwareKey().make(begun.public_key as Options, at);
  const { id: keyId, client_data: keyClientData, attestation: keyAttestation } = made;
  if (operation.endsWith('/confirm')) return { ...caller, names: { keyId, keyClientData, keyAttestation } };
  const body = { name: 'Blue key', ...made };
  const added = must(200, await api.post('/api/auth/factor/keys/confirm/', body));
  const [factorCode] = added.recovery_codes as string[];
  return { ...caller, names: { securityKey: String(added.id), ...(factorCode && { factorCode }) } };
}

/** What operations on other people's factors need. */
export const workOnFactors = (app: TestApp): Record<string, () => Promise<Names>> => ({
  'POST /api/users/{id}/reset_factor': async () => ({ customer: (await factorCaller(app, 'on')).id }),
});
