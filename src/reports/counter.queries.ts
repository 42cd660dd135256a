import { Injectable } from '@nestjs/common';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { Replicas } from '../database/replicas.js';
import { shownName } from '../http/filters.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { groupBy } from '../runtime/group-by.js';
import { shownShortNumber } from '../runtime/short-number.js';
import { receiptNumber } from '../tills/receipt-number.js';
import type { Method, ReceiptKind } from '../tills/till-receipt.entity.js';
import type {
  CounterQuery,
  CounterResponse,
  CountResponse,
  ReceiptRowResponse,
  TellerResponse,
} from './counter.dto.js';

/** $1: the date; $2: one teller, or null. */
const OF_DATE = 't.business_date = $1 AND ($2::uuid IS NULL OR t.user_id = $2)';

const TOTALS = `
  SELECT t.user_id, t.method, count(*)::int AS receipts,
    coalesce(sum(t.amount) FILTER (WHERE t.kind = 'in'), 0)::text AS taken_in,
    coalesce(sum(t.amount) FILTER (WHERE t.kind <> 'in'), 0)::text AS paid_out
  FROM till_receipts t WHERE ${OF_DATE} GROUP BY t.user_id, t.method ORDER BY t.method`;

const COUNTS = `
  SELECT DISTINCT ON (t.user_id) t.user_id, t.version, t.expected::text, t.counted::text, t.counted_by, t.created_at
  FROM till_counts t WHERE ${OF_DATE} ORDER BY t.user_id, t.version DESC`;

const ROWS = `
  SELECT t.nr, t.kind, t.method, t.reference, t.amount::text, t.created_at, coalesce(t.payment_id, t.reversal_id) AS payment,
    y.loan_id AS loan, l.number AS loan_number, ${shownName('p')} AS person_name
  FROM till_receipts t
  LEFT JOIN payments y ON y.id = coalesce(t.payment_id, t.reversal_id)
  LEFT JOIN loans l ON l.id = y.loan_id
  LEFT JOIN fund_movements m ON m.id = t.movement_id
  JOIN users p ON p.id = coalesce(y.customer_id, m.provider_id)
  WHERE t.business_date = $1 AND t.user_id = $2 ORDER BY t.nr`;

interface TotalsRow {
  user_id: string;
  method: Method;
  receipts: number;
  taken_in: string;
  paid_out: string;
}
interface CountRow {
  user_id: string;
  version: number;
  expected: string;
  counted: string;
  counted_by: string;
  created_at: Date;
}
interface Row extends Omit<ReceiptRowResponse, 'receipt_number' | 'loan_number' | 'created_at'> {
  nr: number;
  loan_number: number | null;
  kind: ReceiptKind;
  created_at: Date;
}

/** What went over the counter on a date, by teller. */
@Injectable()
export class CounterReport {
  constructor(
    private readonly replicas: Replicas,
    private readonly bankConfig: BankConfigQueries,
  ) {}

  async of({ on, user }: CounterQuery): Promise<CounterResponse> {
    const date = on ?? (await this.bankConfig.businessDate());
    const { currency } = await this.bankConfig.inForce();
    const money = (minor: bigint | string) => formatMoney(minor, currencyDecimals(currency));
    return this.replicas.read(async (db) => {
      const values = [date, user ?? null];
      const totals = groupBy(await db.query<TotalsRow[]>(TOTALS, values), ({ user_id: id }) => id);
      const counts = new Map((await db.query<CountRow[]>(COUNTS, values)).map((row) => [row.user_id, row]));
      const ids = [...new Set([...totals.keys(), ...counts.keys(), ...(user === undefined ? [] : [user])])];
      const people: { id: string; name: string; username: string }[] = await db.query(
        `SELECT u.id, ${shownName('u')} AS name, u.username FROM users u
         WHERE u.id = ANY ($1::uuid[]) ORDER BY lower(u.username)`,
        [ids],
      );
      const rows = user === undefined ? null : await db.query<Row[]>(ROWS, [date, user]);
      const tellers = people.map(({ id, name, username }): TellerResponse => {
        const own = totals.get(id) ?? [];
        const cash = own.find(({ method }) => method === 'cash');
        const count = counts.get(id);
        return {
          user: id,
          name,
          receipts: own.reduce((sum, { receipts }) => sum + receipts, 0),
          methods: own.map(({ method, receipts, taken_in: taken, paid_out: paid }) => ({
            method,
            receipts,
            taken_in: money(taken),
            paid_out: money(paid),
          })),
          cash: money(BigInt(cash?.taken_in ?? '0') - BigInt(cash?.paid_out ?? '0')),
          count: count === undefined ? null : toCountResponse(count, money),
          ...(rows && { rows: rows.map((row) => toRow(row, date, username, money)) }),
        };
      });
      return { on: date, currency, tellers };
    });
  }
}

type Money = (minor: bigint | string) => string;

function toRow(
  { nr, amount, loan_number: loan, ...row }: Row,
  date: string,
  username: string,
  money: Money,
): ReceiptRowResponse {
  return {
    ...row,
    receipt_number: receiptNumber(date, username, nr),
    loan_number: shownShortNumber(loan),
    amount: money(amount),
    created_at: row.created_at.toISOString(),
  };
}

function toCountResponse(row: CountRow, money: Money): CountResponse {
  return {
    version: row.version,
    expected: money(row.expected),
    counted: money(row.counted),
    difference: money(BigInt(row.counted) - BigInt(row.expected)),
    counted_by: row.counted_by,
    created_at: row.created_at.toISOString(),
  };
}
