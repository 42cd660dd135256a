import { Offline, Refused, SessionOver, type Problem } from './errors';
import { accessToken } from './session';

export interface Request {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** What is undefined, null or empty is left out. */
  query?: object;
  body?: unknown;
  /** A file that is sent as it is, instead of a body. */
  file?: Blob;
  /** Makes the repeat of a command that moves money answer what was answered first. */
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** Asked by strangers too. */
  isPublic?: boolean;
}

/** One request of the public REST API. Throws `Refused`, `Offline` or `SessionOver`. */
export async function api<T = Record<string, unknown>>(path: string, request: Request = {}): Promise<T> {
  const answer = await send(path, request);
  return (answer.status === 204 ? {} : await answer.json()) as T;
}

/** Saves what the API answers as a file, under the name that the API gives it; with `date`, "loans-2026-11-26.csv". */
export async function download(
  path: string,
  query: object,
  fallbackName: string,
  date?: string,
): Promise<void> {
  const answer = await send(path, { query });
  const named = /filename="?([^";]+)"?/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
  const name = named ?? fallbackName;
  save(await answer.blob(), date === undefined ? name : name.replace(/(\.\w+)?$/, `-${date}$1`));
}

/** Saves a text that the page has as a file. */
export function saveText(text: string, name: string): void {
  save(new Blob([text], { type: 'text/plain' }), name);
}

function save(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 10_000);
}

async function send(path: string, request: Request): Promise<Response> {
  if (request.isPublic) return accept(await attempt(path, request, null));
  const token = await accessToken();
  if (token === null) throw new SessionOver();
  const answer = await attempt(path, request, token);
  if (answer.status !== 401) return accept(answer);
  const renewed = await accessToken(token);
  if (renewed === null) throw new SessionOver();
  return accept(await attempt(path, request, renewed));
}

async function attempt(path: string, request: Request, token: string | null): Promise<Response> {
  const { method = 'GET', query = {}, body, file, idempotencyKey, signal } = request;
  const url = new URL(`/api/${path}`, window.location.origin);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '')
      url.searchParams.set(name, String(value as string | number | boolean));
  }
  try {
    return await fetch(url, {
      method,
      headers: {
        ...(token !== null && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(file && { 'Content-Type': file.type }),
        ...(idempotencyKey !== undefined && { 'Idempotency-Key': idempotencyKey }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(file && { body: file }),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Offline();
  }
}

async function accept(answer: Response): Promise<Response> {
  if (answer.ok) return answer;
  const problem = (await answer.json().catch(() => null)) as Problem | null;
  throw problem?.code === undefined ? new Offline() : new Refused(problem);
}
