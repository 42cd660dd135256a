import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '../support/http.js';
import { tokenFor } from '../support/tokens.js';
import type { Command, Decisions } from './commands.js';

/**
 * No request takes longer than this, whatever fails: it is answered, or its connection ends. The server's own limits add
 * up to less than ten seconds; the rest is for a machine on which other work runs as well.
 */
export const DEADLINE_MS = 90_000;
const RETRY_MS = 150;
/** Nor does a command, with all its repeats: a fault lasts seconds. */
const COMMAND_LIMIT_MS = 240_000;

/** Where requests are sent. */
export interface Place {
  url: string;
}

/** What the clients have seen. */
export interface Seen {
  commands: Command[];
  requests: number;
  busy: number;
  /** Requests whose connection ended before the answer. */
  cut: number;
  /** Answers that must not be, such as 500. */
  wrong: { status: number; body: unknown; command: Command }[];
  /** Requests that were neither answered nor cut within the deadline. */
  hangs: number;
  /** Commands that no repeat got through. */
  stuck: Command[];
  longestRequestMs: number;
  longestCommandMs: number;
}

export const nothingSeen = (): Seen => ({
  commands: [],
  requests: 0,
  busy: 0,
  cut: 0,
  wrong: [],
  hangs: 0,
  stuck: [],
  longestRequestMs: 0,
  longestCommandMs: 0,
});

/** One client: does one thing after the other, and each until it knows what became of it. */
export async function live(
  decisions: Decisions,
  instances: readonly Place[],
  seen: Seen,
  goesOn: () => boolean,
): Promise<void> {
  while (goesOn()) {
    const command = decisions.next();
    seen.commands.push(command);
    await perform(command, instances, seen, () => decisions.givesUp());
    decisions.learn(command);
    await sleep(decisions.pauseMs());
  }
}

/** Sends a command with its key, to one instance after the other, until an answer is final. */
export async function perform(
  command: Command,
  instances: readonly Place[],
  seen: Seen,
  givesUp: () => boolean = () => false,
): Promise<void> {
  const started = performance.now();
  for (;;) {
    const instance = instances[(command.nr + command.attempts++) % instances.length] as Place;
    const answer = await send(command, instance, seen);
    if (answer !== null && isFinal(answer, command, seen)) {
      command.answer = answer;
      break;
    }
    if (givesUp()) break;
    if (performance.now() - started > COMMAND_LIMIT_MS) {
      seen.stuck.push(command);
      break;
    }
    await sleep(RETRY_MS);
  }
  seen.longestCommandMs = Math.max(seen.longestCommandMs, performance.now() - started);
}

function send({ actor, key, path, body }: Command, instance: Place, seen: Seen): Promise<Command['answer']> {
  return request(instance, actor, 'POST', path, seen, { body, headers: { 'idempotency-key': key } });
}

/** Null when there was no answer. */
export async function request(
  instance: Place,
  actor: { id: string; role: string },
  method: string,
  path: string,
  seen: Seen,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Command['answer']> {
  const client = new Client(instance.url, tokenFor(actor));
  const started = performance.now();
  seen.requests++;
  try {
    const signal = AbortSignal.timeout(DEADLINE_MS);
    const answer = await client.send(method, path, body, headers, signal);
    return { status: answer.status, body: answer.body };
  } catch (error) {
    if ((error as Error).name === 'TimeoutError') seen.hangs++;
    else seen.cut++;
    return null;
  } finally {
    seen.longestRequestMs = Math.max(seen.longestRequestMs, performance.now() - started);
  }
}

function isFinal(answer: NonNullable<Command['answer']>, command: Command, seen: Seen): boolean {
  const { status, body } = answer;
  if (status === 503) {
    seen.busy++;
    return false;
  }
  if (status === 409 && body.code === 'idempotency_in_progress') return false;
  if ([200, 201, 202, 409, 422].includes(status)) return true;
  if (status === 404 && command.kind === 'reverse' && body.code === 'payment_not_found') return true;
  seen.wrong.push({ status, body, command });
  return status < 500;
}
