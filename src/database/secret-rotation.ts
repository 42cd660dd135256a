import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { CannotOpen } from '../runtime/sealed.js';
import { BackgroundLoops } from './background-loops.js';
import { Secrets } from './secrets.js';
import { Transactions } from './transactions.js';

const HOUR_MS = 3_600_000;
const AT_ONCE = 100;

/** A column of sealed texts, of a table with `id`. Trusted SQL. */
export interface SealedColumn {
  table: string;
  column: string;
}

/**
 * Seals everything again with the current key after SECRETS_KEY was exchanged, so that the old one is needed no longer.
 * Safe on any number of instances: the text stays the same.
 */
@Injectable()
export class SecretRotation implements OnApplicationBootstrap {
  private readonly logger = new Logger('Secrets');
  private readonly columns: SealedColumn[] = [];

  constructor(
    private readonly secrets: Secrets,
    private readonly transactions: Transactions,
    private readonly loops: BackgroundLoops,
  ) {}

  /** Modules register at start-up where they keep what `Secrets` has sealed. */
  keeps(column: SealedColumn): void {
    this.columns.push(column);
  }

  onApplicationBootstrap(): void {
    if (!this.secrets.hasOlderKeys) return;
    this.loops.start({
      restMs: HOUR_MS,
      atOnce: true,
      failure: 'what the old key encrypted could not be encrypted with the new one',
      logger: this.logger,
      work: (isEnding) => this.run(isEnding),
    });
  }

  private async run(isEnding: () => boolean): Promise<void> {
    for (const column of this.columns) {
      let [after, count]: [string | null, number] = [null, 0];
      do {
        if (isEnding()) return;
        const ids = await this.resealSome(column, after);
        after = ids.at(-1) ?? null;
        count += ids.length;
      } while (after !== null);
      if (count > 0) this.logger.log({ msg: 'encrypted with the new key', ...column, count });
    }
  }

  /** The ids of those that the old key had sealed, the first after this one. */
  private resealSome(place: SealedColumn, after: string | null): Promise<string[]> {
    const { table, column } = place;
    return this.transactions.run(async (tx) => {
      const rows: { id: string; sealed: string }[] = await tx.query(
        `SELECT id, ${column} AS sealed FROM ${table} WHERE ${column} NOT LIKE $1 || '%'
           AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT ${String(AT_ONCE)}`,
        [this.secrets.key.mark, after],
      );
      for (const { id, sealed } of rows) {
        const again = this.again(sealed, placeOf(place, id));
        if (again === null) continue;
        // Its owner may take it back meanwhile.
        await tx.query(`UPDATE ${table} SET ${column} = $2 WHERE id = $1 AND ${column} = $3`, [
          id,
          again,
          sealed,
        ]);
      }
      return rows.map(({ id }) => id);
    });
  }

  private again(sealed: string, place: string): string | null {
    try {
      return this.secrets.key.seal(this.secrets.key.open(sealed, place), place);
    } catch (error) {
      if (!(error instanceof CannotOpen)) throw error;
      this.logger.error({ msg: 'cannot be read any more', place, reason: error.message });
      return null;
    }
  }
}

/** What a sealed text is bound to: it opens nowhere else. */
export function placeOf({ table, column }: SealedColumn, id: string): string {
  return `${table}.${column} ${id}`;
}
