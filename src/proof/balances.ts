import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { BEFORE_ALL_IDS } from '../database/chunks-by-id.js';
import { inSql } from '../database/in-sql.js';
import { accountsWith } from '../ledger/accounts.js';
import type { Rows } from './check.js';
import type { Work } from './snapshots.js';

/** The owner of the bank's accounts, and of the sum of an account over all loans. */
export const BANK = BEFORE_ALL_IDS;

export const ASSETS = inSql(accountsWith({ side: 'asset' }));
const OF_LOANS = inSql(accountsWith({ owner: 'loan' }));
const OF_PROVIDERS = inSql(accountsWith({ owner: 'provider' }));

/** Balances at a moment, on the side on which each account grows, in minor units. Those that are missing are zero. */
export class Balances {
  private readonly amounts = new Map<string, bigint>();

  of(owner: string, account: string): bigint {
    return this.amounts.get(`${owner} ${account}`) ?? 0n;
  }

  add(owner: string, account: string, amount: bigint): void {
    this.amounts.set(`${owner} ${account}`, this.of(owner, account) + amount);
  }

  /** All that were ever other than zero. */
  get all(): { owner: string; account: string; amount: bigint }[] {
    return [...this.amounts].map(([key, amount]) => {
      const [owner = '', account = ''] = key.split(' ');
      return { owner, account, amount };
    });
  }

  copy(): Balances {
    const copy = new Balances();
    for (const [key, amount] of this.amounts) copy.amounts.set(key, amount);
    return copy;
  }
}

/** What a stretch of the journal adds: to balances, and to what is counted. */
export interface Stretch {
  changes: Balances;
  rows: bigint;
  /** Rows that belong to a loan. */
  ofLoans: bigint;
  /** SHA-256 over the rows. */
  hash: Buffer;
}

/** A stretch is read in steps of so many entries: each is one short statement, which sorts them in its working memory. */
const STEP = 262_144n;
/** Rows are hashed in blocks of so many entries, which a step has in whole. */
const BLOCK = 4096n;

/** In the order of the table; a column that is added later is not hashed. */
const HASHED = `row(j.entry_no, j.id, j.posted_at, j.business_date, j.kind, j.debit_account, j.debit_owner, j.credit_account,
  j.credit_owner, j.amount, j.currency, j.loan_id, j.payment_id, j.cause_id, j.reverses_id, j.revision)`;

const ownerOf = (side: 'debit' | 'credit') =>
  `CASE WHEN j.${side}_account IN (${OF_LOANS}) THEN '${BANK}' ELSE coalesce(j.${side}_owner, '${BANK}') END`;

/** Rows between the same accounts are added up before they count on both sides: that takes a third of the time. */
const CHANGES = `
  SELECT v.account, v.owner, sum(CASE WHEN v.account IN (${ASSETS}) THEN v.debit ELSE -v.debit END)::text AS amount
  FROM (SELECT j.debit_account, ${ownerOf('debit')} AS debit_owner, j.credit_account, ${ownerOf('credit')} AS credit_owner,
          sum(j.amount) AS amount
        FROM journal j WHERE j.entry_no > $1 AND j.entry_no <= $2 GROUP BY 1, 2, 3, 4) j
  CROSS JOIN LATERAL (VALUES (j.debit_account, j.debit_owner, j.amount),
                             (j.credit_account, j.credit_owner, -j.amount)) AS v(account, owner, debit)
  GROUP BY 1, 2`;

const BLOCKS = `
  SELECT count(*)::text AS rows, count(j.loan_id)::text AS of_loans,
    sha256(string_agg(record_send(${HASHED}), ''::bytea ORDER BY j.entry_no)) AS hash
  FROM journal j WHERE j.entry_no > $1 AND j.entry_no <= $2
  GROUP BY j.entry_no / ${String(BLOCK)} ORDER BY j.entry_no / ${String(BLOCK)}`;

interface Step {
  changes: { owner: string; account: string; amount: string }[];
  blocks: { rows: string; of_loans: string; hash: Buffer }[];
}

/** The steps in which the journal's rows after one entry and up to another are read. They never change. */
export function stepsOf(after: bigint, to: bigint): Work<Step>[] {
  const steps: Work<Step>[] = [];
  for (let from = after; from < to;) {
    const [begin, end] = [from, smaller(((from + 1n) / STEP + 1n) * STEP - 1n, to)];
    steps.push(async (manager) => {
      const range = [begin.toString(), end.toString()];
      return { changes: await manager.query(CHANGES, range), blocks: await manager.query(BLOCKS, range) };
    });
    from = end;
  }
  return steps;
}

export function joinSteps(steps: readonly Step[]): Stretch {
  const hash = createHash('sha256');
  const stretch = { changes: new Balances(), rows: 0n, ofLoans: 0n };
  for (const { changes, blocks } of steps) {
    for (const { owner, account, amount } of changes) stretch.changes.add(owner, account, BigInt(amount));
    for (const block of blocks) {
      hash.update(block.hash);
      stretch.rows += BigInt(block.rows);
      stretch.ofLoans += BigInt(block.of_loans);
    }
  }
  return { ...stretch, hash: hash.digest() };
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

/** What stands for the tables in checks of balances: the moment, what followed, and what of it is known already. */
export interface Since {
  balances: Balances;
  /** The last entry that the balances include. */
  entry: bigint;
  /**
   * Loans that something was written for since. Then only their payments are read: the commission on all others is in
   * the balances. Null: everything is read.
   */
  touched: readonly string[] | null;
}

/** Balances as rows of a journal, with the rows after them: checks that add up the journal find the balances of now. */
export function rowsSince({ balances, entry, touched }: Since): Rows {
  const all = balances.all;
  const journal = `
    journal AS MATERIALIZED (
      SELECT NULL::uuid AS id, 'balance' AS kind, CASE WHEN b.is_asset THEN b.account END AS debit_account,
        CASE WHEN b.is_asset THEN b.owner END AS debit_owner, CASE WHEN NOT b.is_asset THEN b.account END AS credit_account,
        CASE WHEN NOT b.is_asset THEN b.owner END AS credit_owner, b.amount, NULL::uuid AS cause_id,
        NULL::uuid AS reverses_id, CASE WHEN b.account IN (${OF_PROVIDERS}) THEN b.owner END AS provider_id, NULL::date AS business_date
      FROM (SELECT s.account, s.account IN (${ASSETS}) AS is_asset, nullif(s.owner, '${BANK}') AS owner, s.amount
            FROM (SELECT unnest($3::text[]) AS account, unnest($4::uuid[]) AS owner, unnest($5::numeric[]) AS amount) s) b
      UNION ALL
      SELECT j.id, j.kind, j.debit_account, j.debit_owner, j.credit_account, j.credit_owner, j.amount, j.cause_id,
        j.reverses_id, j.provider_id, j.business_date
      FROM journal j WHERE j.entry_no > $6::bigint)`;
  const values = [
    all.map(({ account }) => account),
    all.map(({ owner }) => owner),
    all.map(({ amount }) => amount),
    entry.toString(),
  ];
  if (touched === null) return { tables: journal, values };
  // Before the journal, whose name means the whole table up to there.
  const tables = `
    payments AS MATERIALIZED (
      SELECT y.id, y.commission::numeric AS commission, y.amount, y.received_in, y.entry_no,
        CASE WHEN y.entry_no > $6::bigint THEN y.entered_by END AS entered_by
      FROM payments y WHERE y.loan_id = ANY ($7::uuid[])
      UNION ALL
      SELECT NULL, $8::numeric, NULL, NULL, NULL, NULL
      UNION ALL
      SELECT NULL, -coalesce(sum(j.amount) FILTER (WHERE r.id IS NULL OR r.entry_no > $6::bigint), 0),
        NULL, NULL, NULL, NULL
      FROM payments y
      JOIN journal j ON j.payment_id = y.id AND j.reverses_id IS NULL AND j.kind = 'commission' AND j.entry_no <= $6::bigint
      LEFT JOIN journal r ON r.reverses_id = j.id
      WHERE y.loan_id = ANY ($7::uuid[])),
    fund_movements AS MATERIALIZED (SELECT * FROM fund_movements m WHERE m.entry_no > $6::bigint),
    sealed AS (
      SELECT coalesce(max(s.business_date), '-infinity') AS to_date FROM seals s WHERE s.entries_to <= $6::bigint),
    -- Demo data is entered on earlier dates.
    receipted AS MATERIALIZED (
      SELECT t.business_date, t.user_id FROM till_receipts t JOIN payments y ON y.id = t.payment_id WHERE y.entry_no > $6::bigint
      UNION
      SELECT t.business_date, t.user_id FROM till_receipts t JOIN fund_movements m ON m.id = t.movement_id),
    receipt_series AS MATERIALIZED (
      SELECT s.* FROM receipt_series s, sealed z
      WHERE s.business_date > z.to_date OR (s.business_date, s.user_id) IN (SELECT r.* FROM receipted r)),
    till_receipts AS MATERIALIZED (
      SELECT t.* FROM till_receipts t, sealed z
      WHERE t.business_date > z.to_date OR (t.business_date, t.user_id) IN (SELECT r.* FROM receipted r)),
    ${journal}`;
  return { tables, values: [...values, touched, balances.of(BANK, 'commission')] };
}

/**
 * How many rows of the journal after an entry belong to no fact. Checks of loans that find rows by their facts do not
 * see them.
 */
export async function countStrays(manager: EntityManager, entry: bigint): Promise<number> {
  const [row]: { strays: number }[] = await manager.query(
    `SELECT count(*)::int AS strays FROM journal j
     WHERE j.entry_no > $1 AND (
       (j.loan_id IS NOT NULL AND NOT EXISTS (SELECT FROM loans l WHERE l.id = j.loan_id))
       OR (j.payment_id IS NOT NULL AND NOT EXISTS (
         SELECT FROM payments y WHERE y.id = j.payment_id AND y.loan_id IS NOT DISTINCT FROM j.loan_id))
       OR (j.reverses_id IS NOT NULL AND NOT EXISTS (
         SELECT FROM journal o WHERE o.id = j.reverses_id AND o.loan_id IS NOT DISTINCT FROM j.loan_id)))`,
    [entry.toString()],
  );
  return row?.strays ?? 0;
}
