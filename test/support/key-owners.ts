import { expect } from '@jest/globals';
import type { TestApp } from './app.js';
import { Client, type Answer } from './http.js';
import { lettersTo } from './letters.js';
import { must, type Actor } from './make.js';
import { SoftwareKey, type Options } from './software-key.js';

/** How a sign-in is refused whose key or code is wrong. */
export const FACTOR_WRONG = { status: 401, body: { code: 'factor_wrong' } };
export const PASSWORD = 'correct horse battery';
export const HERE = { origin: 'https://loans.example.org', domain: 'example.org' };
export const SETTINGS = {
  PUBLIC_URL: HERE.origin,
  CONSOLE_URL: 'https://console.example.org',
  KEY_DOMAIN: HERE.domain,
};

interface Person {
  id: string;
  username: string;
  api: Client;
  refresh: string;
}
export interface Owner extends Person {
  key: SoftwareKey;
  keyId: string;
  recovery: string[];
}

/** People with security keys, and what they do with them, over the API. */
export function keyOwners(app: TestApp, admin: Actor) {
  const login = (username: string, more: object = {}, at = app): Promise<Answer> =>
    at.as().post('/api/auth/login/', { username, password: PASSWORD, ...more });
  const person = async (): Promise<Person> => {
    const username = `keeper-${crypto.randomUUID()}`;
    const body = { username, password: PASSWORD, role: 'customer', email: `${username}@example.org` };
    const { id } = must(201, await app.as().post('/api/auth/register/', body));
    const tokens = must(200, await login(username));
    const api = new Client(app.url, String(tokens.access_token));
    return { id: String(id), username, api, refresh: String(tokens.refresh_token) };
  };
  const optionsOf = (answer: Answer) => answer.body.public_key as Options;
  const begin = async ({ api }: { api: Client }, proof: object = {}): Promise<Options> => {
    const answer = await api.post('/api/auth/factor/keys/', { current_password: PASSWORD, ...proof });
    must(201, answer);
    return optionsOf(answer);
  };
  const confirm = ({ api }: { api: Client }, body: object, name = 'Blue key') =>
    api.post('/api/auth/factor/keys/confirm/', { name, ...body });
  const owner = async (): Promise<Owner> => {
    const who = await person();
    const key = new SoftwareKey();
    const added = must(200, await confirm(who, key.make(await begin(who), HERE)));
    return { ...who, key, keyId: String(added.id), recovery: added.recovery_codes as string[] };
  };
  /** What the sign-in asks the keys of somebody who has sent the right password. */
  const asked = async ({ username }: { username: string }) => {
    const answer = await login(username);
    expect(answer).toMatchObject({ status: 401, body: { code: 'factor_required' } });
    return optionsOf(answer);
  };
  const ask = async ({ api }: { api: Client }) => {
    const answer = await api.post('/api/auth/factor/keys/challenge/');
    must(200, answer);
    return optionsOf(answer);
  };
  const shown = async ({ api }: { api: Client }) => must(200, await api.get('/api/auth/factor/'));
  const letters = async (of: { id: string }) => (await lettersTo(admin, of)).map(({ happened }) => happened);
  return { login, person, optionsOf, begin, confirm, owner, asked, ask, shown, letters };
}
