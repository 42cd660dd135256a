import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { BackgroundLoops } from '../database/background-loops.js';
import { PATIENT, Transactions } from '../database/transactions.js';
import { Metrics } from '../runtime/metrics.js';

const HOUR_MS = 3_600_000;

/** What a run did, and how many events are in no month. */
export interface MadeMonths {
  made: string[];
  dropped: string[];
  strays: string;
}

/**
 * Makes the partitions of `events` before their months begin. The database's function does it as the owner, because the
 * application may make no table. Any number of instances may run it: one does the work, the others find it done.
 */
@Injectable()
export class EventMonths implements OnApplicationBootstrap {
  private readonly logger = new Logger(EventMonths.name);
  private strays: number | null = null;

  constructor(
    private readonly transactions: Transactions,
    private readonly loops: BackgroundLoops,
    metrics: Metrics,
  ) {
    metrics.gauge('events_without_month', 'Events whose month has no partition', () => this.strays);
  }

  onApplicationBootstrap(): void {
    this.loops.start({
      restMs: HOUR_MS,
      atOnce: true,
      failure: 'the next months of events could not be made',
      logger: this.logger,
      work: async () => {
        await this.run();
      },
    });
  }

  /** Makes this month and the next two, and those of events that found none; drops old months that are empty. */
  async run(): Promise<MadeMonths> {
    const [row]: [MadeMonths] = await this.transactions.run(
      (tx) => tx.query('SELECT made, dropped, strays FROM make_event_months()', []),
      PATIENT,
    );
    this.strays = Number.parseInt(row.strays, 10);
    if (row.made.length > 0 || row.dropped.length > 0) {
      this.logger.log({ msg: 'months of events', made: row.made, dropped: row.dropped });
    }
    if (this.strays > 0) this.logger.warn({ msg: 'events are in no month', count: this.strays });
    return row;
  }
}
