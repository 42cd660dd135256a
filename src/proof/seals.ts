import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { write, type Tx } from '../database/transactions.js';
import { ACCOUNTS, PLAN } from '../ledger/accounts.js';
import { Balances, BANK, type Stretch } from './balances.js';
import { Tally, type Finding, type SqlCheck } from './check.js';
import { JOINS_OF_PARTS, rowsOfLoans, type Ids } from './rows.js';

/** The end of a business date up to which the books were proved. */
export interface Seal {
  businessDate: string;
  /** The last entry of the journal that it covers. */
  entriesTo: bigint;
  /** Rows of the journal since the seal before, and the hash over them. */
  rows: bigint;
  rowsHash: Buffer;
  /** Over all of this and the hash of the seal before. */
  hash: Buffer;
}

interface SealRow {
  business_date: string;
  entries_to: string;
  row_count: string;
  rows_hash: Buffer;
  hash: Buffer;
}

const PROMISE =
  'What was sealed still holds: the seals follow from each other, and rows and balances are those that were sealed.';

/** All seals, ascending. */
export async function readSeals(manager: EntityManager): Promise<Seal[]> {
  const rows: SealRow[] = await manager.query(
    'SELECT business_date, entries_to, row_count, rows_hash, hash FROM seals ORDER BY business_date',
  );
  return rows.map((row) => ({
    businessDate: row.business_date,
    entriesTo: BigInt(row.entries_to),
    rows: BigInt(row.row_count),
    rowsHash: row.rows_hash,
    hash: row.hash,
  }));
}

/** The hash of a seal, which follows another or is the first. */
export function sealHash(before: Seal | undefined, seal: Omit<Seal, 'hash'>): Buffer {
  return createHash('sha256')
    .update(before?.hash ?? '')
    .update([seal.businessDate, seal.entriesTo, seal.rows, seal.rowsHash.toString('hex')].join(' '))
    .digest();
}

/** Whether each seal follows from the one before it. */
export function sealsFollow(seals: readonly Seal[]): Finding {
  const tally = new Tally('seals_hold', PROMISE);
  for (const [index, seal] of seals.entries()) {
    tally.count();
    const before = seals[index - 1];
    if (!sealHash(before, seal).equals(seal.hash) || seal.entriesTo < (before?.entriesTo ?? 0n)) {
      tally.violates(`seal ${seal.businessDate}`);
    }
  }
  return tally.finding;
}

/** Whether the journal still has the rows that were sealed. */
export function rowsAreSealed(seal: Seal, { rows, hash }: Pick<Stretch, 'rows' | 'hash'>): Finding {
  const tally = new Tally('seals_hold', PROMISE);
  tally.count();
  if (rows !== seal.rows || !hash.equals(seal.rowsHash)) {
    const difference = rows === seal.rows ? 'changed' : `${String(rows)} should be ${String(seal.rows)}`;
    tally.violates(`rows of the journal up to ${seal.businessDate} ${difference}`);
  }
  return tally.finding;
}

/** Whether balances that were sealed for a date are those of providers and the bank; `changes` are those since the seal before. */
export async function balancesAreSealed(
  manager: EntityManager,
  { businessDate }: Seal,
  balances: Balances,
  changes: Balances,
): Promise<Finding> {
  const tally = new Tally('seals_hold', PROMISE);
  const rows: { owner: string; account: string; balance: string }[] = await manager.query(
    `SELECT owner, account, balance::text FROM sealed_balances s
     WHERE s.business_date = $1 AND (s.account <> 'loan_principal' OR s.owner = '${BANK}')`,
    [businessDate],
  );
  const sealed = new Map(rows.map(({ owner, account, balance }) => [`${owner} ${account}`, BigInt(balance)]));
  for (const { owner, account, amount } of changes.all) {
    const key = `${owner} ${account}`;
    const expected = amount === 0n ? undefined : balances.of(owner, account);
    tally.count();
    if (sealed.get(key) !== expected) {
      tally.violates(`${account} ${owner} on ${businessDate}`, expected, sealed.get(key));
    }
    sealed.delete(key);
  }
  for (const [key, balance] of sealed) tally.violates(`${key} on ${businessDate}`, 0n, balance);
  return tally.finding;
}

const LAST_DATE = '(SELECT max(s.business_date) FROM seals s)';

/** What each loan owed at an entry, by its rows of the journal. */
const owedAt = (entry: string) => `
  SELECT v.owner, sum(v.amount) AS amount
  FROM journal j CROSS JOIN LATERAL (VALUES
    (j.debit_account, j.debit_owner, j.amount), (j.credit_account, j.credit_owner, -j.amount)) AS v(account, owner, amount)
  WHERE j.entry_no <= ${entry} AND v.account = 'loan_principal' GROUP BY v.owner`;

const sealedOf = (where: string) => `
  SELECT DISTINCT ON (s.owner) s.owner, s.balance FROM sealed_balances s
  WHERE ${where} AND s.account = 'loan_principal' AND s.owner <> '${BANK}'
  ORDER BY s.owner, s.business_date DESC`;

/** Whether what these loans owed at the newest seal is what was sealed. Runs on rows of the same loans, and their sums. */
export const loansAreSealed = ({ where }: Ids): SqlCheck => ({
  name: 'seals_hold',
  promise: PROMISE,
  past: false,
  ofProvider: false,
  items: `
    SELECT coalesce(s.owner, o.owner) AS owner, coalesce(o.amount, 0) AS expected, coalesce(s.balance, 0) AS actual
    FROM (${sealedOf(`${where('s.owner')} AND s.business_date <= ${LAST_DATE}`)}) s
    FULL JOIN (SELECT o.owner, o.sealed AS amount FROM owed_sums o
               WHERE o.account = 'loan_principal' AND o.sealed IS NOT NULL) o ON o.owner = s.owner`,
  subject: `'loan_principal ' || i.owner`,
});

/** Seals what loans owed at an entry, where it differs from what was sealed before. Once: what is there stays. */
export async function sealLoans(tx: Tx, loans: Ids, date: string, entry: bigint): Promise<void> {
  const { tables, values } = rowsOfLoans(loans);
  await tx.query(JOINS_OF_PARTS);
  await tx.query(
    `WITH ${tables}
     INSERT INTO sealed_balances (owner, account, business_date, balance)
     SELECT o.owner, 'loan_principal', $1::date, o.amount
     FROM (${owedAt('$2::bigint')}) o
     LEFT JOIN (${sealedOf(`${loans.where('s.owner')} AND s.business_date < $1::date`)}) s ON s.owner = o.owner
     WHERE o.amount <> coalesce(s.balance, 0)
     ON CONFLICT DO NOTHING`,
    [date, entry.toString(), ...values],
  );
}

/** Writes a seal with the balances of providers and the bank that changed since the seal before. Once. */
export function writeSeal(tx: Tx, seal: Seal, at: Date, balances: Balances, changes: Balances): void {
  const changed = changes.all.filter(({ amount }) => amount !== 0n);
  write(tx, {
    table: 'sealed_balances',
    sql: `INSERT INTO sealed_balances (owner, account, business_date, balance)
          SELECT unnest($1::uuid[]), unnest($2::text[]), $3::date, unnest($4::numeric[]) ON CONFLICT DO NOTHING`,
    values: [
      changed.map(({ owner }) => owner),
      changed.map(({ account }) => account),
      seal.businessDate,
      changed.map(({ owner, account }) => balances.of(owner, account)),
    ],
  });
  write(tx, {
    table: 'seals',
    sql: `INSERT INTO seals (business_date, entries_to, row_count, rows_hash, hash, sealed_at)
          VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    values: [
      seal.businessDate,
      seal.entriesTo.toString(),
      seal.rows.toString(),
      seal.rowsHash,
      seal.hash,
      at,
    ],
  });
}

const ACCOUNTS_OF = ACCOUNTS.map((name) => `('${name}', ${String(PLAN[name].owner === 'provider')})`).join(
  ', ',
);

/** The balances of providers, the bank, and of those customers and bank accounts that ever had one, at a seal. */
export async function sealedBalances(manager: EntityManager, { businessDate }: Seal): Promise<Balances> {
  const balances = new Balances();
  const rows: { owner: string; account: string; balance: string }[] = await manager.query(
    `SELECT o.owner, a.account, s.balance::text
     FROM (SELECT p.id AS owner, true AS is_provider FROM providers p UNION ALL SELECT '${BANK}', false) o
     JOIN (VALUES ${ACCOUNTS_OF}) AS a(account, is_provider) USING (is_provider)
     CROSS JOIN LATERAL (
       SELECT s.balance FROM sealed_balances s
       WHERE s.owner = o.owner AND s.account = a.account AND s.business_date <= $1
       ORDER BY s.business_date DESC LIMIT 1) s
     UNION ALL
     (SELECT DISTINCT ON (s.account, s.owner) s.owner, s.account, s.balance::text FROM sealed_balances s
      WHERE s.account IN ('customer_credit', 'customer_receivable', 'cash') AND s.owner <> '${BANK}'
        AND s.business_date <= $1
      ORDER BY s.account, s.owner, s.business_date DESC)`,
    [businessDate],
  );
  for (const { owner, account, balance } of rows) balances.add(owner, account, BigInt(balance));
  return balances;
}
