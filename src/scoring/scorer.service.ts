import { Injectable } from '@nestjs/common';
import { BankConfigService } from '../bank-config/bank-config.service.js';
import { bandFor } from '../bank-config/score-bands.js';
import { Clock } from '../database/clock.js';
import { Customer } from '../customers/customer.entity.js';
import { insertRows, updateRows } from '../database/rows.js';
import { Outbox } from '../events/outbox.js';
import { newId } from '../runtime/ids.js';
import { pipelined, type Tx } from '../database/transactions.js';
import { creditScore, SCORE, type Contribution, type CreditScore } from '../lending/credit-score.js';
import { CreditScoreRecord } from './credit-score.entity.js';
import { factsOf, type Scored } from './score-facts.js';

/** How many customers are scored at once: few enough that a loan request never waits long for its customer. */
const CHUNK = 1000;
/** How many rows of the list are read for one chunk, since a customer may be on it often. */
const LIST_ROWS = 4 * CHUNK;
/** Where the list begins. */
export const START_OF_LIST = '(0,0)';

/** A customer's score before and after. */
interface Rescored {
  before: Scored;
  after: CreditScore;
  cause: string;
}

/** Computes scores from the facts and stores them, with a row of history for each change. */
@Injectable()
export class Scorer {
  constructor(
    private readonly bankConfig: BankConfigService,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Scores the next customers on the list, from a place of it on, and removes them from it, in one transaction. Answers
   * the place where it goes on: from the start, each would read again where all the others stood. Answers null at the end
   * of the list, and where another process is at it, since one does this at a time. What is added meanwhile may stand
   * before the place. Locks the customers.
   */
  async scoreDue(tx: Tx, from: string): Promise<string | null> {
    const turn: unknown[] = await tx.query('SELECT id FROM score_turn FOR UPDATE SKIP LOCKED');
    if (turn.length === 0) return null;
    const due: { customer_id: string; causes: string; next: string | null }[] = await tx.query(
      `WITH waiting AS (
         SELECT ctid AS place, customer_id FROM score_due WHERE ctid >= $1::tid LIMIT ${String(LIST_ROWS)}
       ), chosen AS (
         SELECT customer_id FROM waiting GROUP BY customer_id ORDER BY min(place) LIMIT ${String(CHUNK)}
       ), places AS (
         SELECT place, customer_id IN (SELECT customer_id FROM chosen) AS is_chosen FROM waiting
       ), taken AS (
         DELETE FROM score_due WHERE ctid = ANY (ARRAY(SELECT place FROM places WHERE is_chosen))
         RETURNING customer_id, cause
       ), left_over AS (
         SELECT coalesce(
           min(place) FILTER (WHERE NOT is_chosen),
           CASE count(*) WHEN ${String(LIST_ROWS)} THEN max(place) END
         ) AS next FROM places
       )
       SELECT customer_id, string_agg(DISTINCT cause, ',' ORDER BY cause) AS causes, next
       FROM taken, left_over GROUP BY customer_id, next`,
      [from],
    );
    if (due.length > 0) {
      await this.score(tx, new Map(due.map(({ customer_id: id, causes }) => [id, causes])));
    }
    return due[0]?.next ?? null;
  }

  /**
   * Scores the next customers by id that have ever borrowed, after the given id, even if nothing has happened to them.
   * Answers their ids, ascending, and how many scores were wrong. Locks the customers.
   */
  async scoreNext(tx: Tx, after: string): Promise<{ ids: string[]; changed: number }> {
    await tx.query('SELECT id FROM score_turn FOR UPDATE');
    const rows: { id: string }[] = await tx.query(
      `SELECT c.id FROM customers c WHERE c.id > $1
         AND (c.scored_on IS NOT NULL OR EXISTS (SELECT FROM loans l WHERE l.customer_id = c.id))
       ORDER BY c.id LIMIT ${String(CHUNK)}`,
      [after],
    );
    const ids = rows.map(({ id }) => id);
    // The facts read next include everything that happened until now.
    await tx.query('DELETE FROM score_due WHERE customer_id = ANY ($1)', [ids]);
    const changed = await this.score(tx, new Map(ids.map((id) => [id, 'recomputed'])));
    return { ids, changed };
  }

  /** Answers how many rows of history it wrote. The caller holds the lock on scoring, so nobody else writes scores. */
  private async score(tx: Tx, causes: ReadonlyMap<string, string>): Promise<number> {
    if (causes.size === 0) return 0;
    const [customers, { scoreBands }] = await pipelined([
      factsOf(tx, [...causes.keys()], await this.clock.businessDate(tx)),
      this.bankConfig.inForce(tx),
    ]);
    const rescored = customers.map((before): Rescored => {
      const cause = causes.get(before.customerId) ?? '';
      return { before, after: creditScore(before.facts, before.on), cause };
    });
    const moved = rescored.filter(
      ({ before, after }) =>
        before.score !== after.score || before.scoredOn !== before.on || before.changesOn !== after.changesOn,
    );
    const changed = rescored.filter(({ before, after }) => isChanged(before, after));
    await lock(
      tx,
      moved.map(({ before }) => before.customerId),
    );
    update(tx, moved);
    this.record(tx, changed, (score) => bandFor(score, scoreBands)?.name ?? null);
    return changed.length;
  }

  private record(tx: Tx, changed: readonly Rescored[], bandOf: (score: number) => string | null): void {
    const createdAt = this.clock.now();
    insertRows(
      tx,
      CreditScoreRecord,
      changed.map(({ before, after, cause }) => ({
        id: newId(),
        customerId: before.customerId,
        businessDate: before.on,
        score: after.score,
        band: bandOf(after.score),
        contributions: after.contributions,
        cause,
        createdAt,
      })),
    );
    this.outbox.add(
      tx,
      changed
        .filter(({ before, after }) => before.score !== after.score)
        .map(({ before, after }) => ({
          type: 'customer.score_changed' as const,
          businessDate: before.on,
          customerId: before.customerId,
          data: { score: after.score, before: before.score },
        })),
    );
  }
}

/** Whether a score differs from the newest row of its history in any figure. */
export function isChanged(
  { newest }: Pick<Scored, 'newest'>,
  { score, contributions }: CreditScore,
): boolean {
  // A customer who never borrowed has no history and needs none.
  if (newest === null) return score !== SCORE.base || contributions.some(({ inputs }) => sum(inputs) !== 0);
  return newest.score !== score || !sameContributions(newest.contributions, contributions);
}

function sameContributions(one: readonly Contribution[], other: readonly Contribution[]): boolean {
  return (
    one.length === other.length &&
    one.every((contribution, index) => {
      const { name, points, inputs } = other[index] as Contribution;
      return (
        contribution.name === name &&
        contribution.points === points &&
        Object.keys(inputs).length === Object.keys(contribution.inputs).length &&
        Object.entries(inputs).every(([key, value]) => contribution.inputs[key] === value)
      );
    })
  );
}

function sum(inputs: Record<string, number>): number {
  return Object.values(inputs).reduce((total, value) => total + value, 0);
}

/** In the order of all customer locks. Keys do not change, so foreign keys of loans and payments need not wait. */
async function lock(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.query('SELECT FROM customers WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE', [ids]);
}

function update(tx: Tx, moved: readonly Rescored[]): void {
  updateRows(
    tx,
    Customer,
    moved.map(({ before, after }) => ({
      id: before.customerId,
      creditScore: after.score,
      scoredOn: before.on,
      scoreChangesOn: after.changesOn,
    })),
    ['creditScore', 'scoredOn', 'scoreChangesOn'],
  );
}
