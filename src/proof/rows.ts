import type { EntityManager } from 'typeorm';
import { BEFORE_ALL_IDS } from '../database/chunks-by-id.js';
import type { Rows } from './check.js';

/** Which ids a statement is about: a condition on a column of ids. */
export interface Ids {
  /** `first` is the number of the first of its parameters. */
  where: (column: string, first?: number) => string;
  values: readonly unknown[];
}

const FIRST = 3;
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The ids after one and up to another, or to the last. */
export const idsBetween = (after: string, to: string = LAST_ID): Ids => ({
  where: (column, first = FIRST) =>
    `${column} > $${String(first)}::uuid AND ${column} <= $${String(first + 1)}::uuid`,
  values: [after, to],
});

const theseIds = (ids: readonly string[]): Ids => ({
  where: (column, first = FIRST) => `${column} = ANY ($${String(first)}::uuid[])`,
  values: [ids],
});

/** Ids in parts of so many, ascending: what was made at one time lies together on the disk. */
export function partsOfIds(ids: readonly string[], size: number): Ids[] {
  const sorted = [...ids].sort();
  const parts = Math.ceil(sorted.length / size);
  return Array.from({ length: parts }, (_, part) => theseIds(sorted.slice(part * size, (part + 1) * size)));
}

/** Of loans and the journal, what checks and seals of loans read. */
const LOAN = [
  'id',
  'status',
  'amount',
  'amount_due',
  'late_interest',
  'commission_rate',
  'allocation_run_id',
  'undone_on',
];
const JOURNAL = [
  'id',
  'entry_no',
  'kind',
  'debit_account',
  'debit_owner',
  'credit_account',
  'credit_owner',
  'amount',
  'loan_id',
  'payment_id',
  'reverses_id',
  'provider_id',
  'business_date',
];
const journalOf = (row: string) => JOURNAL.map((column) => `${row}.${column}`).join(', ');

/**
 * Everything that belongs to some loans, under the names of the tables, each row read once, by index: a check that is
 * written for whole tables sees these loans only. Rows of the journal are found by the keys of their events, so one
 * that names no fact is missing; `strays` adds those after an entry.
 */
export function rowsOfLoans({ where, values }: Ids, strays?: { after: string }): Rows {
  const after = `$${String(values.length + FIRST)}::bigint`;
  const stray = (row: string, condition: string) =>
    strays === undefined
      ? ''
      : `UNION ALL SELECT ${journalOf(row)} FROM journal ${row} WHERE ${row}.entry_no > ${after} AND ${where(`${row}.loan_id`)} AND ${condition}`;
  return {
    tables: `
      loans AS MATERIALIZED (SELECT ${LOAN.map((column) => `l.${column}`).join(', ')} FROM loans l WHERE ${where('l.id')}),
      fundings AS MATERIALIZED (SELECT * FROM fundings f WHERE ${where('f.loan_id')}),
      payments AS MATERIALIZED (SELECT * FROM payments y WHERE ${where('y.loan_id')}),
      payment_reversals AS MATERIALIZED (
        SELECT v.payment_id FROM payment_reversals v WHERE v.payment_id = ANY (ARRAY(SELECT y.id FROM payments y))),
      late_interest AS MATERIALIZED (SELECT * FROM late_interest i WHERE ${where('i.loan_id')}),
      funding_queue AS MATERIALIZED (SELECT * FROM funding_queue q WHERE ${where('q.loan_id')}),
      transfers AS MATERIALIZED (
        SELECT t.loan_id, t.purpose, t.stands, t.amount FROM transfers t
        WHERE ${where('t.loan_id')} AND t.purpose = 'disbursement'),
      posted AS MATERIALIZED (
        SELECT ${journalOf('j')} FROM journal j
        WHERE ${where('j.loan_id')} AND j.payment_id IS NULL AND j.reverses_id IS NULL
        UNION ALL
        SELECT ${journalOf('j')} FROM journal j
        WHERE j.payment_id = ANY (ARRAY(SELECT y.id FROM payments y)) AND j.reverses_id IS NULL
        ${stray('j', 'j.payment_id IS NOT NULL AND j.reverses_id IS NULL AND NOT EXISTS (SELECT FROM payments y WHERE y.id = j.payment_id)')}
      ),
      reversing AS MATERIALIZED (
        SELECT ${journalOf('r')} FROM journal r WHERE r.reverses_id = ANY (ARRAY(SELECT p.id FROM posted p))
        ${stray('r', 'r.reverses_id IS NOT NULL AND NOT EXISTS (SELECT FROM posted p WHERE p.id = r.reverses_id)')}
      ),
      journal AS NOT MATERIALIZED (SELECT * FROM posted UNION ALL SELECT * FROM reversing)`,
    values: strays === undefined ? values : [...values, strays.after],
  };
}

/**
 * Ids that were made one after the other differ in their last bits, which statistics do not see: a part may be taken for
 * a single row, and rows be compared one by one, for minutes. So nothing is joined that way.
 */
export const JOINS_OF_PARTS = `SELECT set_config('enable_nestloop', 'off', true)`;

/** Customers with their history of scores, under the names of the tables. */
export function rowsOfCustomers({ where, values }: Ids): Rows {
  return {
    tables: `
      customers AS MATERIALIZED (SELECT * FROM customers c WHERE ${where('c.id')}),
      credit_scores AS MATERIALIZED (SELECT * FROM credit_scores s WHERE ${where('s.customer_id')})`,
    values,
  };
}

/** All ids of a table, cut into parts of so many; ids that come later are in the last part. */
export async function partsOf(
  manager: EntityManager,
  table: 'loans' | 'customers' | 'allocation_runs' | 'transfers',
  size: number,
): Promise<Ids[]> {
  const cuts: { id: string }[] = await manager.query(
    `SELECT n.id FROM (SELECT t.id, row_number() OVER (ORDER BY t.id) AS nr FROM ${table} t) n
     WHERE n.nr % $1 = 0 ORDER BY n.id`,
    [size],
  );
  const ends = cuts.map(({ id }) => id);
  return [BEFORE_ALL_IDS, ...ends].map((after, index) => idsBetween(after, ends[index]));
}
