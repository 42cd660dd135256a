import { ApiProblem, NoAnswer } from './errors.js';

export interface Login {
  username: string;
  password: string;
}

export interface Tokens {
  accessToken: string;
  /** Good for one renewal: what is saved last is the only one that works. */
  refreshToken: string;
  /** When the access token runs out, in milliseconds since 1970. */
  expiresAt: number;
}

/** Where the tokens of a session are kept. */
export interface TokenStore {
  load(): Promise<Tokens | null> | Tokens | null;
  /** null: the session is over. */
  save(tokens: Tokens | null): Promise<void> | void;
  /**
   * Runs `work` while nobody else does who shares the tokens: other processes, or other tabs (`navigator.locks`). A
   * refresh token that is used twice ends its session, so whoever shares one needs this.
   */
  exclusively?<T>(work: () => Promise<T>): Promise<T>;
}

/** Keeps the tokens as long as the process runs. */
export class MemoryStore implements TokenStore {
  #tokens: Tokens | null;

  constructor(tokens: Tokens | null = null) {
    this.#tokens = tokens;
  }

  load(): Tokens | null {
    return this.#tokens;
  }

  save(tokens: Tokens | null): void {
    this.#tokens = tokens;
  }
}

interface TokensAnswer {
  access_token: string;
  refresh_token: string;
  expires_in: number;
}
/** Sends a request that needs no session, and throws `ApiProblem` or `NoAnswer`. */
export type Ask = (path: string, body: object) => Promise<unknown>;

/** So long before it runs out an access token is replaced. */
const EARLY_MS = 30_000;

/** The session of a client. Calls that need a token at the same time wait for one renewal. */
export class Session {
  #current: Tokens | null = null;
  #renewing: Promise<string | null> | null = null;

  constructor(
    private readonly ask: Ask,
    private readonly store: TokenStore,
    private readonly login: Login | null,
  ) {}

  /** A token that holds, or null when nobody is signed in. `refused`: the API does not take that one any more. */
  accessToken(refused?: string): Promise<string | null> {
    if (this.#current && isGood(this.#current, refused)) return Promise.resolve(this.#current.accessToken);
    this.#renewing ??= this.#exclusively(() => this.#renew(refused)).finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  async signIn(login: Login & { code?: string }): Promise<void> {
    await this.#exclusively(() => this.#begin('/api/auth/login', login));
  }

  /** Ends the session at the server too. */
  async signOut(): Promise<void> {
    await this.#exclusively(async () => {
      const kept = await this.store.load();
      this.#current = null;
      await this.store.save(null);
      if (kept) await this.ask('/api/auth/logout', { refresh_token: kept.refreshToken });
    });
  }

  async #renew(refused: string | undefined): Promise<string | null> {
    const kept = await this.store.load();
    if (kept && isGood(kept, refused)) {
      // Somebody who shares the store renewed it meanwhile.
      this.#current = kept;
      return kept.accessToken;
    }
    if (kept) {
      try {
        return await this.#begin('/api/auth/refresh', { refresh_token: kept.refreshToken });
      } catch (error) {
        const isOver = error instanceof ApiProblem && error.code === 'invalid_refresh_token';
        if (isOver) {
          this.#current = null;
          await this.store.save(null);
        }
        // A lost answer may have used the token up; with a password there is a way that does not ask which.
        if (!isOver && !(error instanceof NoAnswer && this.login)) throw error;
      }
    }
    return this.login && this.#begin('/api/auth/login', this.login);
  }

  async #begin(path: string, body: object): Promise<string> {
    const answer = (await this.ask(path, body)) as TokensAnswer;
    const tokens: Tokens = {
      accessToken: answer.access_token,
      refreshToken: answer.refresh_token,
      expiresAt: Date.now() + answer.expires_in * 1000,
    };
    this.#current = tokens;
    // Saved before it is used: after a crash the store has the only refresh token that works.
    await this.store.save(tokens);
    return tokens.accessToken;
  }

  #exclusively<T>(work: () => Promise<T>): Promise<T> {
    return this.store.exclusively ? this.store.exclusively(work) : work();
  }
}

function isGood(tokens: Tokens, refused: string | undefined): boolean {
  return tokens.accessToken !== refused && tokens.expiresAt - EARLY_MS > Date.now();
}
