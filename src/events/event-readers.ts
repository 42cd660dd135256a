import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { BackgroundLoops } from '../database/background-loops.js';
import { QuickReads } from '../database/quick-reads.js';
import type { Tx } from '../database/transactions.js';
import { ON_DEMAND, type EventType } from './event-types.js';
import type { SequencedEvent } from './event.entity.js';

/** Events by their numbers: after one, up to another. */
export interface Numbers {
  after: bigint;
  to: bigint;
}

/** Who is told of events: webhooks, notifications. */
export interface EventReader {
  /** The types that it takes at this moment. */
  types(db: Pick<QuickReads, 'query'>): Promise<ReadonlySet<EventType>>;
  /**
   * Takes events that have just been numbered, in order, in the transaction that numbers them: whatever it writes of them
   * is written once. It sends nothing and waits for nobody; no event is numbered while it works.
   */
  take(tx: Tx, events: readonly SequencedEvent[]): Promise<void>;
  /** Takes of the same events what it finds by statements of its own: they are in `events`, and need not be read for it. */
  takeNumbered?(tx: Tx, numbers: Numbers): Promise<void>;
}

const LOOK_MS = 1000;

/** Everybody who is told of events. Rooms to the right register themselves when they start. */
@Injectable()
export class EventReaders implements OnApplicationBootstrap {
  private readonly logger = new Logger(EventReaders.name);
  private readonly readers: EventReader[] = [];
  private wanted: ReadonlySet<EventType> = new Set();

  constructor(
    private readonly quickReads: QuickReads,
    private readonly loops: BackgroundLoops,
  ) {}

  register(reader: EventReader): void {
    this.readers.push(reader);
  }

  /** Whether somebody wanted a type a moment ago, for types that are only written on demand. */
  want(type: EventType): boolean {
    return this.wanted.has(type);
  }

  /** Each reader with what it wants now. */
  async withTypes(
    db: Pick<QuickReads, 'query'>,
  ): Promise<{ reader: EventReader; types: ReadonlySet<EventType> }[]> {
    const found = [];
    for (const reader of this.readers) found.push({ reader, types: await reader.types(db) });
    return found;
  }

  onApplicationBootstrap(): void {
    if (this.readers.length === 0) return;
    this.loops.start({
      restMs: LOOK_MS,
      atOnce: true,
      everywhere: true,
      failure: 'nobody could be asked which events are wanted',
      logger: this.logger,
      work: () => this.look(),
    });
  }

  private async look(): Promise<void> {
    const all = await this.withTypes(this.quickReads);
    this.wanted = new Set(ON_DEMAND.filter((type) => all.some(({ types }) => types.has(type))));
  }
}
