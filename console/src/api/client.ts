import { Refused, type Problem } from '../../../web/errors';

export { api, download } from '../../../web/client';
export type { Problem };

/** Where the page after or before a page of a list begins; its address may be relative. */
export const cursorOf = (address: string | null): string | null =>
  address === null ? null : new URL(address, window.location.origin).searchParams.get('cursor');

/** The problem that an error carries, if it came from the API. */
export const problemOf = (error: unknown): Problem | null =>
  error instanceof Refused ? error.problem : null;
