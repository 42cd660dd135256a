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
  for (let at = 0; at < attempts.length; at += AT_ONCE) {
    await expectAllOrderly(attempts.slice(at, at + AT_ONCE), fingerprint);
  }
}

async function expectAllOrderly(
  attempts: readonly Attempt[],
  fingerprint: () => Promise<string>,
): Promise<void> {
  const before = await fingerprint();
  const answers = await Promise.all(attempts.map(({ send }) => send()));
  const after = await fingerprint();
  const refused = attempts.filter((attempt, index) => {
    const answer = answers[index] as Answer;
    expectAnswer(attempt, answer);
    return answer.status >= 400;
  });
  if (after === before) return;
  const all = attempts.map(({ what }) => shortened(what));
  if (refused.length === attempts.length) expect([all, after]).toEqual([all, before]);
  // Some of them were done. The others are sent again, one by one.
  for (const { what, send } of refused) {
    const known = await fingerprint();
    const { status } = await send();
    const found = await fingerprint();
    if (status >= 400) expect([shortened(what), found]).toEqual([shortened(what), known]);
  }
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
