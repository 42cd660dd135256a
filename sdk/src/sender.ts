import { ApiProblem, NoAnswer, type Problem } from './errors.js';

export interface Outgoing {
  method: string;
  /** With its query. */
  path: string;
  body?: unknown;
  contentType?: string;
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** Sent without a token. */
  isPublic?: boolean;
}

interface Settings {
  baseUrl: string;
  repeats: number;
  timeoutMs: number;
  longestWaitMs: number;
  fetch: typeof fetch;
  /** A token that holds; `refused`: another one than this. */
  token: (refused?: string) => Promise<string | null>;
}

/** The API refuses with these before it does anything. */
const NOTHING_DONE = ['too_many_requests', 'service_busy', 'shutting_down'];
/** The first request with the key still runs: the answer is near. */
const STILL_RUNNING = 'idempotency_in_progress';
const FIRST_WAIT_MS = 250;
const LONGEST_OWN_WAIT_MS = 8_000;

/** What one attempt came to: an answer, a refusal, or that none came (an `Error`). */
type Outcome = { answer: unknown } | { refusal: Problem; retryAfter: number | null } | { lost: Error };

/** Sends requests, and repeats them where that cannot do anything twice. */
export class Sender {
  constructor(private readonly settings: Settings) {}

  /** Throws `ApiProblem`, `NoAnswer`, or the reason of `signal`. */
  async send(request: Outgoing): Promise<unknown> {
    const key = request.idempotencyKey ?? null;
    let token = request.isPublic ? null : await this.settings.token();
    let hasNewToken = false;
    for (let repeats = 0; ; repeats++) {
      const outcome = await this.#attempt(request, token);
      if ('answer' in outcome) return outcome.answer;
      if ('refusal' in outcome && outcome.refusal.status === 401 && token !== null && !hasNewToken) {
        token = await this.settings.token(token);
        hasNewToken = true;
        if (token !== null) continue;
      }
      const wait = this.#waitFor(outcome, request, repeats);
      if (wait !== null) await pause(wait, request.signal);
      else if ('lost' in outcome) throw lostError(outcome.lost, request);
      else throw new ApiProblem(outcome.refusal, outcome.retryAfter, key);
    }
  }

  /** In how many milliseconds the request may be sent again; null: it may not. */
  #waitFor(
    outcome: Exclude<Outcome, { answer: unknown }>,
    request: Outgoing,
    repeats: number,
  ): number | null {
    if (repeats >= this.settings.repeats) return null;
    const isSafe = request.method === 'GET' || request.idempotencyKey !== undefined;
    const own = Math.min(FIRST_WAIT_MS * 2 ** repeats, LONGEST_OWN_WAIT_MS) * (0.5 + Math.random() / 2);
    if ('lost' in outcome) return isSafe && !(outcome.lost instanceof Redirected) ? own : null;
    const { code, status } = outcome.refusal;
    const mayRepeat =
      NOTHING_DONE.includes(code) || (isSafe && (status === 503 || status === 429 || code === STILL_RUNNING));
    if (!mayRepeat) return null;
    const wait = outcome.retryAfter === null ? own : Math.max(outcome.retryAfter * 1000, own);
    return wait <= this.settings.longestWaitMs ? wait : null;
  }

  async #attempt(request: Outgoing, token: string | null): Promise<Outcome> {
    const { method, path, body, contentType, idempotencyKey, signal } = request;
    const isText = typeof body === 'string';
    const timeout = AbortSignal.timeout(this.settings.timeoutMs);
    try {
      const response = await this.settings.fetch(`${this.settings.baseUrl}${path}`, {
        method,
        // Following one would send a command as a GET, or the token elsewhere.
        redirect: 'manual',
        headers: {
          ...(body !== undefined && {
            'Content-Type': contentType ?? (isText ? 'text/plain' : 'application/json'),
          }),
          ...(token !== null && { Authorization: `Bearer ${token}` }),
          ...(idempotencyKey !== undefined && { 'Idempotency-Key': idempotencyKey }),
        },
        ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      // The connection can be lost while the body comes, too.
      return await read(response);
    } catch (error) {
      if (signal?.aborted) throw error;
      return { lost: error as Error };
    }
  }
}

class Redirected extends Error {}

async function read(response: Response): Promise<Outcome> {
  const type = response.headers.get('content-type') ?? '';
  if (response.ok) return { answer: await contentOf(response, type) };
  const refusal = type.includes('json') ? ((await response.json()) as Partial<Problem> | null) : null;
  if (typeof refusal?.code === 'string') {
    return { refusal: refusal as Problem, retryAfter: secondsOf(response.headers.get('retry-after')) };
  }
  // Something between here and the API answered; what it did with the request is not known.
  const isElsewhere = response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400);
  if (isElsewhere) return { lost: new Redirected('The address leads elsewhere. Is baseUrl right?') };
  return { lost: new Error(`HTTP ${String(response.status)}, which is not an answer of the API.`) };
}

function contentOf(response: Response, type: string): Promise<unknown> {
  if (response.status === 204) return Promise.resolve(undefined);
  if (type.includes('json')) return response.json();
  return /^text\/|xml/.test(type) ? response.text() : response.blob();
}

/** Of a `Retry-After`: seconds, or a date. */
function secondsOf(header: string | null): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, (at - Date.now()) / 1000);
}

function lostError(lost: Error, { method, path, idempotencyKey }: Outgoing): NoAnswer {
  const address = path.split('?', 1)[0] ?? '';
  return new NoAnswer(`${method} ${address}: ${lost.message}`, idempotencyKey ?? null, { cause: lost });
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      // What was given as the reason is thrown, an Error or not.
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
