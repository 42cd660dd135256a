import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { BackgroundLoops } from '../database/background-loops.js';
import { Clock } from '../database/clock.js';
import { PATIENT, Transactions, type Tx } from '../database/transactions.js';
import { Balances } from './balances.js';
import { Proof, type Proved } from './proof.js';
import { partsOf, partsOfIds, type Ids } from './rows.js';
import { readSeals, sealedBalances, sealHash, sealLoans, writeSeal } from './seals.js';
import { Snapshots } from './snapshots.js';

const EVERY_MS = 2000;
/** Books that are wrong are proved again after this time (ms), or when the next date is closed. */
const AGAIN_MS = 600_000;
const PART = 10_000;
/** Sealing is one instance's turn. */
const TURN = 'SELECT pg_try_advisory_xact_lock(2100, 2) AS mine';

/** A closed business date that is not sealed, and the last entry of the dates up to it. */
interface Due {
  date: string;
  entry: bigint;
}

/**
 * Seals closed business dates: proves the books and, if they are right, writes what today's proof begins with. Any
 * number of instances may try; one does it, once.
 */
@Injectable()
export class Sealing implements OnApplicationBootstrap {
  private readonly logger = new Logger(Sealing.name);
  /** The date that could not be sealed because the books are wrong, and when it is tried again. */
  private refused: { date: string; until: number } | null = null;

  constructor(
    private readonly transactions: Transactions,
    private readonly proof: Proof,
    private readonly snapshots: Snapshots,
    private readonly clock: Clock,
    private readonly loops: BackgroundLoops,
  ) {}

  onApplicationBootstrap(): void {
    this.loops.start({
      restMs: EVERY_MS,
      failure: 'closed business dates could not be sealed',
      logger: this.logger,
      work: async () => {
        await this.run();
      },
    });
  }

  /** Seals the newest closed date, unless it is sealed, somebody else does it, or the books are wrong. */
  async run(): Promise<void> {
    const due = await this.transactions.run(findDue, PATIENT);
    if (due === null) return;
    if (due.date === this.refused?.date && performance.now() < this.refused.until) return;
    await this.transactions.run(async (tx) => {
      const [{ mine }] = await tx.query<[{ mine: boolean }]>(TURN);
      if (!mine) return;
      // The turn lasts as long as this transaction, which waits for a proof without reading anything.
      await tx.query(`SELECT set_config('idle_in_transaction_session_timeout', '0', true)`);
      const again = await findDue(tx);
      if (again !== null) await this.seal(tx, again);
    }, PATIENT);
  }

  private async seal(tx: Tx, { date, entry }: Due): Promise<void> {
    const proved = await this.proof.incremental();
    const red = proved.findings.filter(({ ok }) => !ok).map(({ name }) => name);
    if (red.length > 0) {
      this.refused = { date, until: performance.now() + AGAIN_MS };
      this.logger.error({ msg: 'the books are wrong: a closed date was not sealed', date, red });
      return;
    }
    const seals = await this.snapshots.read(readSeals);
    const before = seals.at(-1);
    const stretch = await this.proof.readStretch(before?.entriesTo ?? 0n, entry);
    for (const ids of await this.loansIn(proved, before?.entriesTo ?? 0n, entry)) {
      await this.transactions.run((own) => sealLoans(own, ids, date, entry), PATIENT);
    }
    const balances =
      before === undefined
        ? new Balances()
        : await this.snapshots.read((manager) => sealedBalances(manager, before));
    for (const { owner, account, amount } of stretch.changes.all) balances.add(owner, account, amount);
    const seal = { businessDate: date, entriesTo: entry, rows: stretch.rows, rowsHash: stretch.hash };
    writeSeal(tx, { ...seal, hash: sealHash(before, seal) }, this.clock.now(), balances, stretch.changes);
    this.logger.log({ msg: 'a closed date was proved and sealed', date, kind: proved.kind });
  }

  /** The loans whose principal may have changed between two entries: all of them at the first seal. */
  private async loansIn({ seal }: Proved, after: bigint, to: bigint): Promise<Ids[]> {
    return this.snapshots.read(async (manager) => {
      if (seal === null) return partsOf(manager, 'loans', PART);
      const rows: { id: string }[] = await manager.query(
        'SELECT DISTINCT j.loan_id AS id FROM journal j WHERE j.entry_no > $1 AND j.entry_no <= $2 AND j.loan_id IS NOT NULL',
        [after.toString(), to.toString()],
      );
      return partsOfIds(
        rows.map(({ id }) => id),
        PART,
      );
    });
  }
}

async function findDue(tx: Tx): Promise<Due | null> {
  const rows: { date: string; entry: string }[] = await tx.query(
    `SELECT c.business_date AS date, d.entries_before::text AS entry
     FROM (SELECT max(business_date) AS business_date FROM day_closes WHERE status = 'done') c
     JOIN LATERAL (SELECT entries_before FROM business_dates
                   WHERE business_date > c.business_date ORDER BY business_date LIMIT 1) d ON d.entries_before IS NOT NULL
     WHERE c.business_date > coalesce((SELECT max(business_date) FROM seals), '-infinity')`,
    [],
  );
  const [row] = rows;
  return row === undefined ? null : { date: row.date, entry: BigInt(row.entry) };
}
