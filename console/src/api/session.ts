import type { Schemas } from './types';

/** The tokens of the signed-in user, shared by all tabs of the browser. */
export interface Tokens {
  access_token: string;
  refresh_token: string;
  /** Milliseconds since 1970. */
  expires_at: number;
}

const KEY = 'loan-administration.session';
/** So long before it runs out an access token is replaced. */
const EARLY_MS = 30_000;

export function storedTokens(): Tokens | null {
  const text = localStorage.getItem(KEY);
  return text === null ? null : (JSON.parse(text) as Tokens);
}

export function keepTokens(answer: Schemas['TokensResponse']): Tokens {
  const tokens = {
    access_token: answer.access_token,
    refresh_token: answer.refresh_token,
    expires_at: Date.now() + answer.expires_in * 1000,
  };
  localStorage.setItem(KEY, JSON.stringify(tokens));
  return tokens;
}

export function forgetTokens(): void {
  localStorage.removeItem(KEY);
}

export const isFresh = (tokens: Tokens): boolean => tokens.expires_at - EARLY_MS > Date.now();

/**
 * A token that holds, or null when the session is over. A refresh token is good for one use, and a second use ends the
 * session, so tabs and parallel requests take turns.
 */
export async function accessToken(rejected?: string): Promise<string | null> {
  const usable = (tokens: Tokens | null) =>
    tokens !== null && isFresh(tokens) && tokens.access_token !== rejected ? tokens.access_token : null;
  const now = usable(storedTokens());
  if (now !== null) return now;
  return navigator.locks.request(KEY, async () => {
    const tokens = storedTokens();
    const renewed = usable(tokens);
    if (renewed !== null || tokens === null) return renewed;
    const answer = await fetch('/api/auth/refresh/', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ refresh_token: tokens.refresh_token }),
    });
    if (answer.ok) return keepTokens((await answer.json()) as Schemas['TokensResponse']).access_token;
    // It is signing out, of which this is the reason, that forgets them.
    if (answer.status === 401 || answer.status === 400) return null;
    throw new Error('The server cannot be reached just now. Please try again.');
  });
}
