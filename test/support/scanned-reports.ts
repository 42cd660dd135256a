import { currencyDecimals, formatMoney } from '../../src/lending/money.js';
import { AGES } from '../../src/loans/ages.js';
import { ratioOf } from '../../src/reports/ratio.js';
import type { TestDatabase } from './database.js';

interface LoanRow {
  id: string;
  customer_id: string;
  username: string;
  status: string;
  start_on: string;
  late_days: number | null;
  grace_days: number;
  amount: string;
  principal: string;
  balance: string;
}

const OPEN = ['active', 'overdue', 'defaulted'];
const money = (minor: bigint) => formatMoney(minor, currencyDecimals('USD'));
const sumOf = (loans: readonly LoanRow[], name: 'amount' | 'principal' | 'balance') =>
  loans.reduce((sum, loan) => sum + BigInt(loan[name]), 0n);

function groupBy(loans: readonly LoanRow[], keyOf: (loan: LoanRow) => string): Map<string, LoanRow[]> {
  const groups = new Map<string, LoanRow[]>();
  for (const loan of loans) groups.set(keyOf(loan), [...(groups.get(keyOf(loan)) ?? []), loan]);
  return groups;
}

/** What reports say of loans, counted from every row of every loan: nothing that is kept is read. */
export interface ScannedReports {
  portfolio: { loans: number; gross: string; ageing: object[]; by_status: Record<string, object> };
  collections: object[];
  borrowers: object[];
  providers: object[];
  vintages: Record<string, object>;
  /** By month of start: the part of the amount lent that ever went into default. */
  defaulted: Record<string, string>;
}

export async function scannedReports(database: TestDatabase, on: string): Promise<ScannedReports> {
  const all = await database.rows<LoanRow>(
    `SELECT l.id, l.customer_id, u.username, l.status, l.start_on::text, $1::date - l.next_due_on AS late_days,
       l.grace_days, l.amount, l.principal_outstanding AS principal, l.amount_due - l.total_paid AS balance
     FROM loans l JOIN users u ON u.id = l.customer_id ORDER BY l.id`,
    [on],
  );
  const open = all.filter(({ status }) => OPEN.includes(status));
  const gross = sumOf(open, 'principal');
  const paidOut = groupBy(
    all.filter(({ status }) => !['queued', 'cancelled'].includes(status)),
    ({ start_on }) => start_on.slice(0, 7),
  );
  const defaults = await database.rows<{ loan_id: string }>(
    `SELECT DISTINCT loan_id FROM loan_events WHERE status_after IN ('defaulted', 'written_off')
       AND loan_id NOT IN (SELECT id FROM loans WHERE undone_on IS NOT NULL)`,
  );
  const everDefaulted = new Set(defaults.map(({ loan_id }) => loan_id));
  return {
    portfolio: {
      loans: open.length,
      gross: money(gross),
      ageing: AGES.map(({ from_days, to_days }) => {
        const some = open.filter(({ late_days }) => {
          const days = Math.max(late_days ?? 0, 0);
          return days >= from_days && days <= (to_days ?? Infinity);
        });
        const principal = sumOf(some, 'principal');
        return { loans: some.length, principal: money(principal), ratio: ratioOf(principal, gross) };
      }),
      by_status: Object.fromEntries(
        [...new Set(all.map(({ status }) => status))].map((status) => {
          const some = all.filter((loan) => loan.status === status);
          const owes = !['queued', 'cancelled'].includes(status);
          return [
            status,
            {
              loans: some.length,
              principal_outstanding: money(sumOf(some, 'principal')),
              remaining_balance: money(owes ? sumOf(some, 'balance') : 0n),
            },
          ];
        }),
      ),
    },
    collections: all
      .filter(
        ({ status, late_days, grace_days }) =>
          ['overdue', 'defaulted'].includes(status) || (status === 'active' && (late_days ?? 0) > grace_days),
      )
      .map(({ id, customer_id, status }) => ({ loan: id, customer: customer_id, status })),
    borrowers: [...groupBy(open, ({ customer_id }) => customer_id)]
      .map(([customer, loans]) => ({ customer, loans: loans.length, principal: sumOf(loans, 'principal') }))
      .filter(({ principal }) => principal > 0n)
      .sort((a, b) => Number(b.principal - a.principal) || (a.customer < b.customer ? -1 : 1))
      .slice(0, 10)
      .map(({ principal, ...rest }) => ({ ...rest, principal_outstanding: money(principal) })),
    providers: await database.rows(
      `SELECT f.provider_id AS provider, count(*)::int AS loans FROM fundings f
       WHERE f.amount > f.principal_returned + f.principal_lost AND f.undone_at IS NULL GROUP BY 1 ORDER BY sum(f.amount - f.principal_returned - f.principal_lost) DESC, 1 LIMIT 10`,
    ),
    vintages: Object.fromEntries(
      [...paidOut].map(([month, loans]) => [
        month,
        {
          loans: loans.length,
          lent: money(sumOf(loans, 'amount')),
          outstanding: money(
            sumOf(
              loans.filter(({ status }) => OPEN.includes(status)),
              'principal',
            ),
          ),
        },
      ]),
    ),
    defaulted: Object.fromEntries(
      [...paidOut].map(([month, loans]) => {
        const some = loans.filter(({ id }) => everDefaulted.has(id));
        return [month, ratioOf(sumOf(some, 'amount'), sumOf(loans, 'amount'))];
      }),
    ),
  };
}
