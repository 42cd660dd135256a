import type { DataSource } from 'typeorm';
import { anyId, endsOfIds, namesContain, toSearch } from '../http/filters.js';

/** Up to this many matching customers, their rows are found by customer; beyond it, by scanning the list. */
const FEW = 1000;

/** Rows that belong to customers, and are far more numerous than users. */
interface Owned {
  /** The rows, with the alias used in the columns below. */
  rows: string;
  /** The columns that can find a row; the first is its own id. */
  ids: readonly [string, ...string[]];
  /** The column of the owner, and the alias of that customer's row in `users`. */
  owner: string;
  user: string;
  /** The condition that a row belongs to the number `$?`. */
  number: string;
}

/**
 * Like `searchFor`, for rows that belong to customers. It first finds the customers with such names and the ids with
 * such an end, then finds the rows by their indexes. A number that people say finds the rows of its loan or customer. This reads the names of all users; for the end of an id also the
 * ids of all rows (0.2 s per million).
 */
export async function searchByCustomer(
  db: Pick<DataSource, 'query'>,
  text: string | undefined,
  { rows, ids, owner, user, number: hasNumber }: Owned,
): Promise<Record<string, unknown>> {
  if (text === undefined) return {};
  const { id, number, words, shortId } = toSearch(text);
  if (id !== undefined) return { [anyId(ids, '= $?::uuid')]: id };
  if (number !== undefined) return { [hasNumber]: number };
  const idsOf = async (what: string, condition: string, value: unknown) => {
    const found: { id: string }[] = await db.query(
      `SELECT ${what} AS id FROM ${condition} LIMIT ${String(FEW + 1)}`,
      [value],
    );
    return found.map((row) => row.id);
  };
  const named = namesContain('u', words).replaceAll('$?', '$1');
  const owners = await idsOf('u.id', `users u WHERE ${named}`, words);
  if (owners.length > FEW) return { [namesContain(user, words)]: words };
  if (shortId === undefined) return { [`${owner} = ANY ($?::uuid[])`]: owners };
  const own = await idsOf(ids[0], `${rows} WHERE ${endsOfIds(ids, '$1')}`, shortId);
  return { [anyId([ids[0], owner], '= ANY ($?::uuid[])')]: [...own, ...owners] };
}
