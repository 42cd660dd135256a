import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Clock } from '../database/clock.js';
import { DomainError } from '../runtime/problems.js';
import { sqlState } from '../database/database-errors.js';
import { pipelined, RestartTransaction, write, type Tx } from '../database/transactions.js';

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

interface AnswerRow {
  name: string;
  fingerprint: string;
  status: number;
  body: unknown;
}

/** A key of a batch is not new: the batch starts again and claims its keys one by one. */
export class KeyInUse extends RestartTransaction {}

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
    // The second statement sees what was committed before the first one took its locks.
    const [locks, answers] = await pipelined<[{ name: string; locked: boolean }[], AnswerRow[]]>([
      tx.query(
        `SELECT w.name, pg_try_advisory_xact_lock(hashtextextended(w.name, 42)) AS locked
         FROM (SELECT unnest($1::uuid[])::text || ':' || unnest($2::text[]) AS name) w`,
        [callers, keys],
      ),
      tx.query(
        `SELECT k.caller_id || ':' || k.key AS name, k.fingerprint, k.status, k.body
         FROM (SELECT unnest($1::uuid[]) AS caller, unnest($2::text[]) AS key) w
         JOIN idempotency_keys k ON k.caller_id = w.caller AND k.key = w.key`,
        [callers, keys],
      ),
    ]);
    const locked = new Set(locks.flatMap((lock) => (lock.locked ? [lock.name] : [])));
    const answered = new Map(answers.map((answer) => [answer.name, answer]));
    const claimedHere = new Set<string>();
    return wanted.map(({ callerId, key }): Claim => {
      const name = nameOf(callerId, key);
      const answer = answered.get(name);
      if (answer) {
        if (answer.fingerprint === key.fingerprint) {
          return { kind: 'replay', status: answer.status, body: answer.body };
        }
        return { kind: 'refused', refusal: keyReused() };
      }
      if (!locked.has(name) || claimedHere.has(name)) {
        return { kind: 'refused', refusal: stillRunning() };
      }
      claimedHere.add(name);
      return { kind: 'new' };
    });
  }

  /**
   * Claims keys that are new. Throws `KeyInUse` if one is in use or answered, or appears twice; the statements that were
   * sent behind it then fail at once.
   */
  async claimNew(tx: Tx, wanted: readonly { callerId: string; key: IdempotencyKey }[]): Promise<void> {
    if (wanted.length === 0) return;
    const callers = wanted.map(({ callerId }) => callerId);
    const keys = wanted.map(({ key }) => key.key);
    try {
      await tx.query('SELECT claim_new_keys($1::uuid[], $2::text[])', [callers, keys]);
    } catch (error) {
      throw sqlState(error) === 'LP001' ? new KeyInUse() : error;
    }
    if (new Set(wanted.map(({ callerId, key }) => nameOf(callerId, key))).size < wanted.length) {
      throw new KeyInUse();
    }
  }

  /** Stores answers beside their effects, in the same transaction. */
  store(tx: Tx, answers: readonly StoredAnswer[]): void {
    if (answers.length === 0) return;
    write(tx, {
      table: 'idempotency_keys',
      sql: `INSERT INTO idempotency_keys (caller_id, key, fingerprint, status, body, created_at)
            SELECT unnest($1::uuid[]), unnest($2::text[]), unnest($3::text[]), unnest($4::smallint[]),
              unnest($5::json[]), $6::timestamptz`,
      values: [
        answers.map(({ callerId }) => callerId),
        answers.map(({ key }) => key.key),
        answers.map(({ key }) => key.fingerprint),
        answers.map(({ status }) => status),
        answers.map(({ body }) => JSON.stringify(body)),
        this.clock.now(),
      ],
    });
  }
}

/** Of a caller's key, as the statements write it. */
function nameOf(callerId: string, { key }: IdempotencyKey): string {
  return `${callerId}:${key}`;
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
