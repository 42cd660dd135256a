import { Offline, Refused, type Problem } from './errors';
import type { Schemas } from '../console/src/api/schemas';

export type User = Schemas['UserResponse'];

/** What a security key signed, as the API takes it: each part in base64url. */
export interface KeyProof {
  id: string;
  client_data: string;
  authenticator_data: string;
  signature: string;
}

/** What signing in and renewing answer a page, whose session is in a cookie. */
type CookieSession = Pick<Schemas['TokensResponse'], 'access_token' | 'expires_in' | 'factor_needed'> & {
  user: User;
};

/**
 * The session of this tab. The access token is in memory alone; a cookie that no script can read renews it, and all tabs
 * of the browser share that. So somebody else may have signed in in another tab: every answer names its user.
 */
export type Session =
  | { state: 'starting' }
  | { state: 'out' }
  /** `needsFactor`: it only sets up a second factor. */
  | { state: 'in'; user: User; needsFactor: boolean }
  /** It ran out while somebody was at work. */
  | { state: 'over'; user: User };

/** So long before it runs out an access token is replaced. */
const EARLY_MS = 30_000;

let session: Session = { state: 'starting' };
let token: { text: string; until: number } | null = null;
let renewing: Promise<string | null> | null = null;
const listeners = new Set<() => void>();
/** Told when the tab belongs to somebody else from now on. */
let onOtherUser: () => void = () => undefined;
/** One for portal and console, which have one cookie. */
const channel = new BroadcastChannel('session');

export const currentSession = (): Session => session;

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function whenUserChanges(drop: () => void): void {
  onOtherUser = drop;
}

const userOf = (of: Session): User | null => ('user' in of ? of.user : null);

function become(next: Session): void {
  const before = userOf(session);
  const after = userOf(next);
  session = next;
  // Nothing of one person may be shown to, or sent for, another.
  if (before !== null && before.id !== after?.id) onOtherUser();
  for (const listener of listeners) listener();
}

function begin(answer: CookieSession): string {
  token = { text: answer.access_token, until: Date.now() + answer.expires_in * 1000 - EARLY_MS };
  become({ state: 'in', user: answer.user, needsFactor: answer.factor_needed === true });
  return answer.access_token;
}

/** Asks without a body: the cookie is all there is. */
async function post(path: string, body?: object): Promise<Response> {
  try {
    return await fetch(`/api/auth/${path}/`, {
      method: 'POST',
      ...(body && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch {
    throw new Offline();
  }
}

/** A token that holds, or null when nobody is signed in. `refused`: the API did not take that one any more. */
export function accessToken(refused?: string): Promise<string | null> {
  if (token && token.text !== refused && token.until > Date.now()) return Promise.resolve(token.text);
  if (session.state === 'out' || session.state === 'over') return Promise.resolve(null);
  return renew();
}

/**
 * Renews the session; requests that need it at the same time wait for the same answer. Null when it is over, and when it
 * is somebody else's by now: what was asked for one user is not sent for another. Throws `Offline`.
 */
export function renew(): Promise<string | null> {
  renewing ??= (async () => {
    const before = userOf(session);
    const answer = await post('refresh');
    if (answer.ok) {
      const renewed = (await answer.json()) as CookieSession;
      const text = begin(renewed);
      return before === null || before.id === renewed.user.id ? text : null;
    }
    // A body that nobody reads keeps its connection from the next request.
    void answer.body?.cancel();
    token = null;
    if (answer.status >= 500 || answer.status === 429) throw new Offline();
    const user = userOf(session);
    become(user ? { state: 'over', user } : { state: 'out' });
    return null;
  })().finally(() => {
    renewing = null;
  });
  return renewing;
}

/** Throws `Refused` and `Offline`. */
export async function signIn(login: {
  username: string;
  password: string;
  new_password?: string;
  code?: string;
  key?: KeyProof;
}): Promise<User> {
  const answer = await post('login', { ...login, session: 'cookie' });
  if (!answer.ok) throw new Refused((await answer.json()) as Problem);
  const body = (await answer.json()) as CookieSession;
  begin(body);
  channel.postMessage(body.user.id);
  return body.user;
}

/** Ends the session of all tabs. Without a connection this tab forgets it all the same. */
export async function signOut(): Promise<void> {
  try {
    await post('logout');
  } catch {
    // The cookie outlives it; the next sign-in replaces it.
  }
  token = null;
  become({ state: 'out' });
  channel.postMessage(null);
}

/** The user as the API shows it now, such as with another language. */
export function userIs(user: User): void {
  if (session.state === 'in') become({ ...session, user });
}

// Another tab signed in or out, perhaps as somebody else.
channel.onmessage = ({ data }: MessageEvent<string | null>) => {
  if (data === (userOf(session)?.id ?? null) && session.state !== 'over') return;
  token = null;
  if (data === null) become({ state: 'out' });
  else void renew().catch(() => undefined);
};
