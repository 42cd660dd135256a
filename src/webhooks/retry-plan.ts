const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The waits before each attempt (ms): ten attempts in about three days, as Standard Webhooks advises. */
const WAITS_MS = [
  0,
  5000,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
/** Each wait is so much longer or shorter at most: what failed together is not tried again together. */
const JITTER = 0.1;
const LONGEST_MS = 24 * HOUR;
/** A receiver may say how long to wait with these. */
const MAY_SAY = new Set([429, 502, 503, 504]);

/**
 * How long to wait (ms) after so many attempts have failed; null: give up. `asked` is what the last answer's `Retry-After`
 * says (ms), which is never cut short, up to a day. `chance` is from 0 to 1.
 */
export function waitAfter(attempts: number, chance: number, asked: number | null = null): number | null {
  const wait = WAITS_MS[attempts];
  if (wait === undefined) return null;
  const planned = Math.round(wait * (1 + JITTER * (2 * chance - 1)));
  return asked === null ? planned : Math.max(planned, Math.min(asked, LONGEST_MS));
}

/** What `Retry-After` says (ms): seconds or a date. Null where it does not count or cannot be read. */
export function retryAfter(status: number, header: string | undefined, now: number): number | null {
  if (!MAY_SAY.has(status) || header === undefined) return null;
  if (/^\d{1,9}$/.test(header)) return Number.parseInt(header, 10) * 1000;
  const until = Date.parse(header);
  return Number.isNaN(until) ? null : Math.max(0, until - now);
}
