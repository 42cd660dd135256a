import { expect } from '@jest/globals';
import type { Answer } from './http.js';

/** A request that has to be answered in good order. */
export interface Attempt {
  what: string;
  send: () => Promise<Answer>;
  /** Whatever else is expected of its answer. */
  check?: (answer: Answer) => void;
}
/** Requests that are sent at once: one alone would mostly wait. */
const AT_ONCE = 8;

/** What has to be refused, with 400 and the name of the field. */
export function toRefuse(what: string, send: () => Promise<Answer>, field?: string): Attempt {
  const check = ({ status, body }: Answer) => {
    expect([shortened(what), status]).toEqual([shortened(what), 400]);
    if (field === undefined) return;
    const { errors } = body as { errors: { field: string; code: string; message: string }[] };
    const named = errors.map((error) => error.field.split('.')[0]);
    expect([shortened(what), named]).toEqual([shortened(what), expect.arrayContaining([field])]);
  };
  return { what, send, check };
}

/** Sends the requests, some at once; there is never a 5xx, and a refusal is a problem and has changed nothing. */
export async function expectOrderly(
  attempts: readonly Attempt[],
  fingerprint: () => Promise<string>,
): Promise<void> {
  let known = await fingerprint();
  for (let at = 0; at < attempts.length; at += AT_ONCE) {
    known = await expectAllOrderly(attempts.slice(at, at + AT_ONCE), known, fingerprint);
  }
}

/** Answers the fingerprint of what is there afterwards. */
async function expectAllOrderly(
  attempts: readonly Attempt[],
  before: string,
  fingerprint: () => Promise<string>,
): Promise<string> {
  const answers = await Promise.all(attempts.map(({ send }) => send()));
  const after = await fingerprint();
  const refused = attempts.filter((attempt, index) => {
    const answer = answers[index] as Answer;
    expectAnswer(attempt, answer);
    return answer.status >= 400;
  });
  if (after === before) return after;
  const all = attempts.map(({ what }) => shortened(what));
  if (refused.length === attempts.length) expect([all, after]).toEqual([all, before]);
  // Some of them were done. The others are sent again, without those: together they change nothing either.
  await Promise.all(refused.map(({ send }) => send()));
  const later = await fingerprint();
  if (later === after) return later;
  // Unless one of them is done this time: then one by one.
  let known = later;
  for (const { what, send } of refused) {
    const { status } = await send();
    const found = await fingerprint();
    if (status >= 400) expect([shortened(what), found]).toEqual([shortened(what), known]);
    known = found;
  }
  return known;
}

function expectAnswer({ what, check }: Attempt, answer: Answer): void {
  const context = `${shortened(what)} -> ${JSON.stringify(answer.body)}`;
  expect([context, answer.status < 500]).toEqual([context, true]);
  if (answer.status >= 400) {
    expect([context, answer.headers.get('content-type')]).toEqual([
      context,
      expect.stringContaining('application/problem+json'),
    ]);
    expect(answer.body).toMatchObject({ status: answer.status, code: expect.any(String) });
  }
  check?.(answer);
}

const shortened = (sent: string) =>
  sent.length <= 400 ? sent : `${sent.slice(0, 80)} … ${sent.slice(-300)}`;
