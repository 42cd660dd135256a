import { Refused, type Problem } from '../../../web/errors';

<<<<<<< HEAD
/** An RFC 9457 problem, as the API explains it. */
export type Problem = Schemas['Problem'];

export interface Request {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  query?: object;
  body?: unknown;
  /** A file that is sent as it is, instead of a body. */
  file?: Blob;
  /** Makes the repeat of a command that moves money answer what was answered first. */
  idempotencyKey?: string;
}

export const SESSION_OVER = 'Your session has expired. Please sign in again.';

/** One request of the public REST API with the signed-in user's token. Throws an `HttpError` with the problem as body. */
export async function api<T = Record<string, unknown>>(path: string, request: Request = {}): Promise<T> {
  const answer = await send(path, request);
  return (answer.status === 204 ? {} : await answer.json()) as T;
}

/** Saves what the API answers as a file, under the name that the API gives it. */
export async function download(path: string, query: object, fallbackName: string): Promise<void> {
  const answer = await send(path, { query });
  const named = /filename="?([^";]+)"?/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = named ?? fallbackName;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 10_000);
}

async function send(
  path: string,
  { method = 'GET', query = {}, body, file, idempotencyKey }: Request,
): Promise<Response> {
  const url = new URL(`/api/${path}`, window.location.origin);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') url.searchParams.set(name, String(value));
  }
  const attempt = (token: string) =>
    fetch(url, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(file === undefined ? {} : { 'Content-Type': file.type }),
        ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(file === undefined ? {} : { body: file }),
    });
  let token = await accessToken();
  if (token === null) throw new HttpError(SESSION_OVER, 401);
  let answer = await attempt(token);
  if (answer.status === 401) {
    token = await accessToken(token);
    if (token === null) throw new HttpError(SESSION_OVER, 401);
    answer = await attempt(token);
  }
  if (!answer.ok) throw await asError(answer);
  return answer;
}
=======
export { api, download } from '../../../web/client';
export type { Problem };
>>>>>>> main

/** Where the page after or before a page of a list begins; its address may be relative. */
export const cursorOf = (address: string | null): string | null =>
  address === null ? null : new URL(address, window.location.origin).searchParams.get('cursor');

/** The problem that an error carries, if it came from the API. */
export const problemOf = (error: unknown): Problem | null =>
  error instanceof Refused ? error.problem : null;
