import { currencyInUse } from '../bank-config/bank-config.service.js';
import type { ConfigCheck } from '../bank-config/config-check.js';
import { shownName } from '../http/filters.js';
import { DomainError } from '../runtime/problems.js';
import type { Tx } from '../database/transactions.js';

/** At most this many mandates are named; all of them are counted. */
const NAMED = 20;

interface InUseRow {
  id: string;
  name: string;
  band: string;
  count: number;
}

/**
 * Refuses to remove a band that a mandate names (its provider would lend to nobody), or to change the currency while
 * mandates have amounts.
 */
export const mandatesStillFit: ConfigCheck = async (tx, { current, next }) => {
  if (next.currency !== current.currency && (await hasAmounts(tx))) return currencyInUse(current.currency);
  const kept = new Set(next.scoreBands.map(({ name }) => name));
  const gone = current.scoreBands.map(({ name }) => name).filter((name) => !kept.has(name));
  if (gone.length === 0) return null;
  const rows: InUseRow[] = await tx.query(
    `SELECT p.id, ${shownName('u')} AS name, p.lowest_score_band AS band, count(*) OVER ()::int AS count
     FROM providers p JOIN users u ON u.id = p.id WHERE p.lowest_score_band = ANY ($1) ORDER BY p.id LIMIT $2`,
    [gone, NAMED],
  );
  const [first] = rows;
  if (!first) return null;
  const bands = [...new Set(rows.map(({ band }) => `"${band}"`))].join(', ');
  const others = first.count > rows.length ? ` and ${String(first.count - rows.length)} more` : '';
  const names = `${rows.map(({ name }) => name).join(', ')}${others}`;
  return new DomainError(
    'score_band_in_use',
    `Mandates whose lowest band is ${bands} would lend to nobody: ${names}. Change their lowest_score_band first.`,
    {
      score_bands: [...new Set(rows.map(({ band }) => band))],
      mandates: first.count,
      providers: rows.map(({ id }) => id),
    },
  );
};

async function hasAmounts(tx: Tx): Promise<boolean> {
  const [row]: { some: boolean }[] = await tx.query(
    `SELECT EXISTS (SELECT FROM provider_mandates
       WHERE reserve_amount > 0 OR max_per_loan IS NOT NULL OR max_per_borrower IS NOT NULL) AS some`,
  );
  return row?.some === true;
}
