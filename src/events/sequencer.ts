import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { BackgroundLoops } from '../database/background-loops.js';
import { rowsOf } from '../database/entity-columns.js';
import { PATIENT, Transactions, type Tx } from '../database/transactions.js';
import { EventReaders } from './event-readers.js';
import type { EventType } from './event-types.js';
import { SequencedEvent } from './event.entity.js';
import { EventsQueries } from './events.queries.js';

/** How long an event waits for its number at most, when there are few (ms). */
const REST_MS = 200;
const AT_ONCE = 1000;

const TOLD =
  'id, type, occurred_at, business_date, subject_id, loan_id, customer_id, provider_id, actor_id, data, entry_no';

/**
 * The order of writing is that of the events of one subject, for which it is taken while the subject is locked; ids and
 * instants are not, for each instance has its own clock. What commits late comes late: nothing is skipped as too old.
 */
const NUMBER = `WITH taken AS (
    DELETE FROM outbox WHERE entry_no IN (SELECT entry_no FROM outbox ORDER BY entry_no LIMIT ${String(AT_ONCE)})
    RETURNING *
  ), numbered AS (
    INSERT INTO events (seq, ${TOLD})
    SELECT $1::bigint + row_number() OVER (ORDER BY entry_no), ${TOLD} FROM taken ORDER BY entry_no
    RETURNING seq
  ), given AS (
    UPDATE event_sequencer SET last_seq = $1::bigint + (SELECT count(*) FROM taken)
  ) SELECT count(*)::int AS count FROM numbered`;

const readWanted = rowsOf(
  SequencedEvent,
  'e',
  'WHERE e.seq > $1 AND e.seq <= $2 AND e.type = ANY ($3) ORDER BY e.seq',
);

/**
 * Gives committed events their numbers and hands them to their readers. One instance does it at a time: it has the one
 * row of `event_sequencer` locked. There is no `NOTIFY`, since PostgreSQL commits notifying transactions one by one.
 */
@Injectable()
export class Sequencer implements OnApplicationBootstrap {
  private readonly logger = new Logger(Sequencer.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly queries: EventsQueries,
    private readonly readers: EventReaders,
    private readonly loops: BackgroundLoops,
  ) {}

  onApplicationBootstrap(): void {
    this.loops.start({
      restMs: REST_MS,
      // They are numbered a moment later, here or in another instance.
      failure: 'events could not be numbered',
      logger: this.logger,
      work: (isEnding) => this.run(isEnding),
    });
  }

  private async run(isEnding: () => boolean): Promise<void> {
    if (!(await this.queries.isAnyWaiting())) return;
    while (!isEnding() && (await this.transactions.run((tx) => this.number(tx), PATIENT)));
  }

  /**
   * Numbers the next events without a gap, and lets the readers take them in the same transaction. Answers whether there
   * may be more; false as well when another instance does it.
   */
  private async number(tx: Tx): Promise<boolean> {
    const [turn]: { last_seq: string }[] = await tx.query(
      'SELECT last_seq FROM event_sequencer FOR UPDATE SKIP LOCKED',
    );
    if (!turn) return false;
    const [row]: { count: number }[] = await tx.query(NUMBER, [turn.last_seq]);
    const count = row?.count ?? 0;
    if (count > 0) await this.handOut(tx, BigInt(turn.last_seq), count);
    return count === AT_ONCE;
  }

  private async handOut(tx: Tx, after: bigint, count: number): Promise<void> {
    const readers = await this.readers.withTypes(tx);
    const wanted = new Set<EventType>(readers.flatMap(({ types }) => [...types]));
    if (wanted.size === 0) return;
    const events = await readWanted(tx, after.toString(), (after + BigInt(count)).toString(), [...wanted]);
    for (const { reader, types } of readers) {
      const own = events.filter(({ type }) => types.has(type));
      if (own.length > 0) await reader.take(tx, own);
    }
  }
}
