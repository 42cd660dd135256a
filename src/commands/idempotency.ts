import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Clock } from '../database/clock.js';
import { DomainError } from '../runtime/problems.js';
import type { Tx } from '../database/transactions.js';

/** What identifies a client's retry: its key, bound to method, path and body. */
export interface IdempotencyKey {
  key: string;
  fingerprint: string;
}

/** An answer as it was first given. */
export interface StoredAnswer {
  callerId: string;
  key: IdempotencyKey;
  status: number;
  body: unknown;
}

/** What a claimed key means: run the command, return the first answer again, or refuse. */
export type Claim =
  | { kind: 'new' }
  | { kind: 'replay'; status: number; body: unknown }
  | { kind: 'refused'; refusal: DomainError };

/**
 * A hash that is the same for equal bodies, whatever the order of their fields at any depth. The order of lists counts.
 */
export function fingerprint(method: string, path: string, body: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([method, path.replace(/\/+$/, ''), inOrder(body ?? {})]))
    .digest('base64');
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, of]) => [name, inOrder(of)]));
}

@Injectable()
export class Idempotency {
  constructor(private readonly clock: Clock) {}

  /**
   * Claims keys for this transaction, in order. A key whose command is still running (here or in another instance) is
   * refused; an answered key returns its answer again. The claim is a transaction-level advisory lock: it ends with the
   * transaction, even behind a connection pooler.
   */
  async claim(tx: Tx, wanted: readonly { callerId: string; key: IdempotencyKey }[]): Promise<Claim[]> {
    if (wanted.length === 0) return [];
    const callers = wanted.map(({ callerId }) => callerId);
    const keys = wanted.map(({ key }) => key.key);
    const locks: { locked: boolean }[] = await tx.query(
      `SELECT pg_try_advisory_xact_lock(hashtextextended(w.caller::text || ':' || w.key, 42)) AS locked
       FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS w(caller, key, nr) ORDER BY w.nr`,
      [callers, keys],
    );
    const answers: { nr: string; fingerprint: string; status: number; body: unknown }[] = await tx.query(
      `SELECT w.nr, k.fingerprint, k.status, k.body
       FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS w(caller, key, nr)
       JOIN idempotency_keys k ON k.caller_id = w.caller AND k.key = w.key`,
      [callers, keys],
    );
    const answered = new Map(answers.map((answer) => [Number(answer.nr) - 1, answer]));
    const claimedHere = new Set<string>();
    return wanted.map(({ callerId, key }, index): Claim => {
      const name = `${callerId}:${key.key}`;
      const answer = answered.get(index);
      if (answer) {
        if (answer.fingerprint === key.fingerprint) {
          return { kind: 'replay', status: answer.status, body: answer.body };
        }
        return { kind: 'refused', refusal: keyReused() };
      }
      if (locks[index]?.locked !== true || claimedHere.has(name)) {
        return { kind: 'refused', refusal: stillRunning() };
      }
      claimedHere.add(name);
      return { kind: 'new' };
    });
  }

  /** Stores answers beside their effects, in the same transaction. */
  async store(tx: Tx, answers: readonly StoredAnswer[]): Promise<void> {
    if (answers.length === 0) return;
    await tx.query(
      `INSERT INTO idempotency_keys (caller_id, key, fingerprint, status, body, created_at)
       SELECT a.caller, a.key, a.fingerprint, a.status, a.body::json, $6
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::smallint[], $5::text[])
         AS a(caller, key, fingerprint, status, body)`,
      [
        answers.map(({ callerId }) => callerId),
        answers.map(({ key }) => key.key),
        answers.map(({ key }) => key.fingerprint),
        answers.map(({ status }) => status),
        answers.map(({ body }) => JSON.stringify(body)),
        this.clock.now(),
      ],
    );
  }
}

function keyReused(): DomainError {
  return new DomainError(
    'idempotency_key_reused',
    'This Idempotency-Key was sent before with another method, path or body. Use a new key for a new request.',
  );
}

function stillRunning(): DomainError {
  return new DomainError(
    'idempotency_in_progress',
    'The first request with this Idempotency-Key has not finished. Send it again in a moment.',
  );
}
