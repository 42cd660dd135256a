import { KEYED } from './keyed.js';
import type { paths } from './api.js';
import type { Answer, Item, ListPath, Method, Operation, Options, Path, Rest } from './operations.js';
import { Sender, type Outgoing } from './sender.js';
import { MemoryStore, Session, type Login, type TokenStore } from './session.js';

export interface ClientOptions {
  /** Where the API is: `https://bank.example`. */
  baseUrl: string;
  /** Signs in with it when a token is needed, and again when the session is over. */
  login?: Login;
  /** Where the tokens are kept; in memory unless said otherwise. */
  store?: TokenStore;
  /** How often a request is repeated at most; 4 unless said otherwise. */
  repeats?: number;
  /** So long one attempt may take; 30 s unless said otherwise. */
  timeoutMs?: number;
  /** A longer `Retry-After` is not waited for: the call throws at once. 60 s unless said otherwise. */
  longestWaitMs?: number;
  fetch?: typeof fetch;
}

interface AnyOptions {
  path?: Record<string, string | number>;
  query?: Record<string, unknown>;
  body?: unknown;
  idempotencyKey?: string;
  contentType?: string;
  signal?: AbortSignal;
}
interface AnyPage {
  next: string | null;
  results: unknown[];
}

/** As many rows as the API gives at once. */
const ROWS = 100;

/**
 * The API of a lender. A call is `client.post('/api/loans', { body })`, addressed as in the API document; it answers the
 * body of the answer, and throws `ApiProblem` when the API refuses and `NoAnswer` when none comes.
 *
 * A request is repeated when that cannot do it twice: reads, and commands with an Idempotency-Key (which keep it) after
 * a lost connection or a 503; all others only when the API says that it has done nothing (429, `service_busy`).
 */
export class LendingClient {
  readonly #session: Session;
  readonly #sender: Sender;

  constructor(options: ClientOptions) {
    const { baseUrl, repeats = 4, timeoutMs = 30_000, longestWaitMs = 60_000 } = options;
    this.#sender = new Sender({
      baseUrl: baseUrl.replace(/\/+$/, ''),
      repeats,
      timeoutMs,
      longestWaitMs,
      // Browsers want it called on the window.
      fetch: options.fetch ?? ((...args) => fetch(...args)),
      token: (refused) => this.#session.accessToken(refused),
    });
    this.#session = new Session(
      (path, body) => this.#sender.send({ method: 'POST', path, body, isPublic: true }),
      options.store ?? new MemoryStore(),
      options.login ?? null,
    );
  }

  get<P extends Path<'get'>>(path: P, ...[options]: Rest<Options<Operation<'get', P>>>) {
    return this.#call<Operation<'get', P>>('get', path, options);
  }

  post<P extends Path<'post'>>(path: P, ...[options]: Rest<Options<Operation<'post', P>>>) {
    return this.#call<Operation<'post', P>>('post', path, options);
  }

  put<P extends Path<'put'>>(path: P, ...[options]: Rest<Options<Operation<'put', P>>>) {
    return this.#call<Operation<'put', P>>('put', path, options);
  }

  patch<P extends Path<'patch'>>(path: P, ...[options]: Rest<Options<Operation<'patch', P>>>) {
    return this.#call<Operation<'patch', P>>('patch', path, options);
  }

  delete<P extends Path<'delete'>>(path: P, ...[options]: Rest<Options<Operation<'delete', P>>>) {
    return this.#call<Operation<'delete', P>>('delete', path, options);
  }

  /**
   * All rows of a list, a page at a time as they are wanted. What is added meanwhile moves nothing: no row comes twice,
   * and none is passed over.
   */
  async *each<P extends ListPath>(
    path: P,
    ...[options]: Rest<Options<paths[P]['get']>>
  ): AsyncGenerator<Item<paths[P]['get']>, void, undefined> {
    const { query, ...others } = (options ?? {}) as AnyOptions;
    let cursor: string | null = null;
    do {
      const asked: AnyOptions['query'] = { limit: ROWS, ...query, ...(cursor !== null && { cursor }) };
      const page = (await this.#call('get', path, { ...others, query: asked })) as AnyPage;
      yield* page.results as Item<paths[P]['get']>[];
      // Only the place is taken from the link: the token goes nowhere but to `baseUrl`.
      cursor = page.next && new URL(page.next, 'http://relative.invalid').searchParams.get('cursor');
    } while (cursor !== null);
  }

  /**
   * Signs in, unless `login` does it by itself. `code`: of the second factor, where one is on; it is good once. Throws
   * `ApiProblem`: `invalid_credentials`, `factor_required`, `factor_wrong`, `password_change_required`.
   */
  signIn(login: Login & { code?: string }): Promise<void> {
    return this.#session.signIn(login);
  }

  /** Ends the session here and at the server. */
  signOut(): Promise<void> {
    return this.#session.signOut();
  }

  #call<O>(method: Method, path: string, options: AnyOptions = {}): Promise<Answer<O>> {
    const { path: parameters = {}, query = {}, idempotencyKey, ...others } = options;
    const verb = method.toUpperCase();
    const isKeyed = KEYED.has(`${verb} ${path}`);
    const outgoing: Outgoing = {
      ...others,
      method: verb,
      path: filled(path, parameters) + search(query),
      ...((isKeyed || idempotencyKey !== undefined) && { idempotencyKey: idempotencyKey ?? newKey() }),
    };
    return this.#sender.send(outgoing) as Promise<Answer<O>>;
  }
}

function filled(path: string, parameters: Record<string, string | number>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name];
    // An empty one would be the address of something else.
    if (value === undefined || value === '') throw new TypeError(`${path} needs path.${name}.`);
    return encodeURIComponent(value);
  });
}

function search(query: Record<string, unknown>): string {
  const sent = Object.entries(query).filter(([, value]) => value !== undefined);
  const parameters = new URLSearchParams(
    sent.map(([name, value]): [string, string] => [name, String(value)]),
  );
  return sent.length === 0 ? '' : `?${parameters.toString()}`;
}

/** `crypto.randomUUID` is missing on pages that came by http. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
