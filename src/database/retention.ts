import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { BackgroundLoops } from './background-loops.js';
import { DatabaseState } from './database-state.js';
import { PATIENT, Transactions, type Tx } from './transactions.js';

const HOUR_MS = 3_600_000;
/** So many rows are forgotten by one transaction: their statement ends in time, however many wait. */
const AT_ONCE = 5000;

/** Rows that are kept for a time only. */
interface Expired {
  table: string;
  where: string;
  /** What they are changed to; without it they are deleted. */
  set?: string;
}

/** Forgets so many rows at most, and says how many they were. */
type Forget = (tx: Tx, most: number) => Promise<number>;

/** Deletes expired rows at start-up and once an hour. Safe on any number of instances: each row is deleted once. */
@Injectable()
export class Retention implements OnApplicationBootstrap {
  private readonly logger = new Logger(Retention.name);
  private readonly deletions = new Map<string, Forget>();

  constructor(
    private readonly transactions: Transactions,
    private readonly database: DatabaseState,
    private readonly loops: BackgroundLoops,
  ) {
    this.forget('Idempotency-Keys', {
      table: 'idempotency_keys',
      where: "created_at < now() - interval '30 days'",
    });
  }

  /** Registers what is to be done every hour. Modules register at start-up what they want to forget. */
  forget(what: string, how: Expired | Forget): void {
    this.deletions.set(what, typeof how === 'function' ? how : (tx, most) => forgetRows(tx, how, most));
  }

  onApplicationBootstrap(): void {
    this.loops.start({
      restMs: HOUR_MS,
      atOnce: true,
      failure: 'what is kept for a time only could not be deleted',
      logger: this.logger,
      work: (isEnding) => this.run(isEnding),
    });
  }

  /** Deletes everything that is due now. Failures are logged and tried again an hour later. */
  async run(isEnding = () => false): Promise<void> {
    for (const [what, forget] of this.deletions) {
      try {
        for (let count = AT_ONCE; count >= AT_ONCE;) {
          if (isEnding()) return;
          count = await this.transactions.run((tx) => forget(tx, AT_ONCE), PATIENT);
        }
      } catch (error) {
        this.database.report(this.logger, { msg: `old ${what} could not be deleted` }, error);
      }
    }
  }
}

async function forgetRows(tx: Tx, { table, where, set }: Expired, most: number): Promise<number> {
  const change = set === undefined ? `DELETE FROM ${table}` : `UPDATE ${table} SET ${set}`;
  // Another instance may have been at the same rows.
  const [row]: { count: number }[] = await tx.query(
    `WITH forgotten AS (
       ${change} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${where} LIMIT $1)) AND ${where} RETURNING 1
     ) SELECT count(*)::int AS count FROM forgotten`,
    [most],
  );
  return row?.count ?? 0;
}
