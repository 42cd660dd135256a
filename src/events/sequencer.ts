import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { BackgroundLoops } from '../database/background-loops.js';
import { rowsOf } from '../database/entity-columns.js';
import { PATIENT, Transactions, type Tx } from '../database/transactions.js';
import { EventReaders, type Numbers } from './event-readers.js';
import type { EventType } from './event-types.js';
import { SequencedEvent } from './event.entity.js';
import { EventsQueries } from './events.queries.js';
import { WAITING, WAITING_COLUMNS } from './waiting.js';

/** How long an event waits for its number at most, when there are few (ms). */
const REST_MS = 200;
const AT_ONCE = 1000;

const VALUES = WAITING_COLUMNS.map((column) =>
  column === 'business_date' ? 'coalesce(w.business_date, o.business_date)' : `w.${column}`,
);

/**
 * The order of writing is that of the events of one subject, for which it is taken while the subject is locked; ids and
 * instants are not, for each instance has its own clock. What commits late comes late: nothing is skipped as too old.
 */
const NUMBER = `WITH next AS (
    SELECT n.entry_no FROM (
      SELECT o.entry_no, sum(o.count) OVER (ORDER BY o.entry_no) - o.count AS before
      FROM (SELECT entry_no, count FROM outbox ORDER BY entry_no LIMIT ${String(AT_ONCE)}) o
    ) n WHERE n.before < ${String(AT_ONCE)}
  ), taken AS (
    DELETE FROM outbox WHERE entry_no IN (SELECT entry_no FROM next) RETURNING *
  ), numbered AS (
    INSERT INTO events (seq, entry_no, ${WAITING_COLUMNS.join(', ')})
    SELECT $1::bigint + row_number() OVER (ORDER BY o.entry_no, w.place), o.entry_no, ${VALUES.join(', ')}
    FROM taken o, ${WAITING} ORDER BY o.entry_no, w.place
    RETURNING seq
  ), given AS (
    UPDATE event_sequencer SET last_seq = $1::bigint + (SELECT coalesce(sum(count), 0) FROM taken)
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
    const after = BigInt(turn.last_seq);
    if (count > 0) await this.handOut(tx, { after, to: after + BigInt(count) });
    return count >= AT_ONCE;
  }

  private async handOut(tx: Tx, numbers: Numbers): Promise<void> {
    const readers = await this.readers.withTypes(tx);
    for (const { reader } of readers) await reader.takeNumbered?.(tx, numbers);
    const wanted = new Set<EventType>(readers.flatMap(({ types }) => [...types]));
    if (wanted.size === 0) return;
    const events = await readWanted(tx, numbers.after.toString(), numbers.to.toString(), [...wanted]);
    for (const { reader, types } of readers) {
      const own = events.filter(({ type }) => types.has(type));
      if (own.length > 0) await reader.take(tx, own);
    }
  }
}
