import { Injectable } from '@nestjs/common';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { inSql } from '../database/in-sql.js';
import { Replicas } from '../database/replicas.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { toLineResponse } from '../reconciliation/statements.dto.js';
import { statementLines } from '../reconciliation/statements.queries.js';
import { DomainError } from '../runtime/problems.js';
import { OVER } from '../transfers/transfer-states.js';
import type {
  AccountReconciliationResponse,
  InTransitResponse,
  InTransitRowResponse,
  ReconciliationQuery,
  ReconciliationResponse,
} from './money-reports.dto.js';

const MOST_LINES = 100;
const IS_OVER = inSql(OVER);

/**
 * By account: its last statement up to $1, and what the journal says for the same date, which is its balance of now
 * without the lines that were booked later. $2: one account, or null. Rows of bank accounts have indexes of their own.
 */
const ACCOUNTS = `
  SELECT a.id, a.name, a.number, a.opened_on, s.to_on, coalesce(s.closing, a.opening_balance)::text AS bank,
    (coalesce((SELECT sum(j.amount) FROM journal j
               WHERE j.debit_account = 'cash' AND j.debit_owner IS NOT NULL AND j.debit_owner = a.id), 0)
     - coalesce((SELECT sum(j.amount) FROM journal j
                 WHERE j.credit_account = 'cash' AND j.credit_owner IS NOT NULL AND j.credit_owner = a.id), 0)
     - coalesce((SELECT sum(l.amount) FROM statement_lines l
                 WHERE l.account_id = a.id AND l.booked_on > coalesce(s.to_on, a.opened_on - 1)), 0))::text AS books,
    o.count, o.came_in::text, o.went_out::text
  FROM bank_accounts a
  LEFT JOIN LATERAL (
    SELECT s.to_on, s.closing FROM bank_statements s WHERE s.account_id = a.id AND s.to_on <= $1 AND s.closing IS NOT NULL
    ORDER BY s.to_on DESC, (s.new_lines > 0 OR s.lines = 0) DESC, s.id DESC LIMIT 1) s ON true
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS count, coalesce(sum(l.amount) FILTER (WHERE l.amount > 0), 0) AS came_in,
      -coalesce(sum(l.amount) FILTER (WHERE l.amount < 0), 0) AS went_out
    FROM statement_lines l WHERE l.account_id = a.id AND l.state = 'open' AND l.booked_on <= $1) o
  WHERE $2::uuid IS NULL OR a.id = $2 ORDER BY a.id`;

const OPEN_LINES = `
  WHERE l.state = 'open' AND l.booked_on <= $1 AND ($2::uuid IS NULL OR l.account_id = $2)
  ORDER BY l.booked_on, l.id LIMIT ${String(MOST_LINES)}`;

const STANDING = `
  SELECT coalesce(sum(t.amount) FILTER (WHERE t.stands = 'credited'), 0)
      - coalesce(sum(t.amount) FILTER (WHERE t.stands = 'owed_back'), 0) AS in_clearing,
    coalesce(sum(t.amount) FILTER (WHERE t.stands = 'promised'), 0) AS promised
  FROM transfers t WHERE t.stands IN ('credited', 'owed_back', 'promised')`;

interface AccountRow {
  id: string;
  name: string;
  number: string;
  to_on: string | null;
  bank: string;
  books: string;
  count: number;
  came_in: string;
  went_out: string;
}

/** Whether bank and books agree, and money that is between them. */
@Injectable()
export class MoneyReports {
  constructor(
    private readonly db: Replicas,
    private readonly bankConfig: BankConfigQueries,
  ) {}

  /** Throws `bank_account_not_found`. */
  async reconciliation({ on, account }: ReconciliationQuery): Promise<ReconciliationResponse> {
    const [today, { currency }] = await Promise.all([
      this.bankConfig.businessDate(),
      this.bankConfig.inForce(),
    ]);
    const date = on ?? today;
    const scope = [date, account ?? null];
    const [accounts, lines, [standing]] = await Promise.all([
      this.db.query<AccountRow[]>(ACCOUNTS, scope),
      statementLines.find(this.db, OPEN_LINES, scope),
      this.db.query<{ in_clearing: string; promised: string }[]>(STANDING),
    ]);
    if (account !== undefined && accounts.length === 0) {
      throw new DomainError('bank_account_not_found', `There is no bank account ${account}.`);
    }
    const money = (minor: string | bigint) => formatMoney(minor, currencyDecimals(currency));
    return {
      on: date,
      currency,
      accounts: accounts.map((row) => toAccount(row, money)),
      in_clearing: money(standing?.in_clearing ?? '0'),
      promised: money(standing?.promised ?? '0'),
      lines: lines.map(toLineResponse),
    };
  }

  /** Transfers that are under way, by what they are for and how far they have come. */
  async inTransit(): Promise<InTransitResponse> {
    const [today, { currency }, rows] = await Promise.all([
      this.bankConfig.businessDate(),
      this.bankConfig.inForce(),
      this.db.query<(Omit<InTransitRowResponse, 'oldest'> & { oldest: Date })[]>(
        `SELECT t.direction, t.purpose, t.gateway, t.state, count(*)::int AS transfers, sum(t.amount)::text AS amount,
           min(t.state_since) AS oldest
         FROM transfers t WHERE t.state NOT IN (${IS_OVER})
         GROUP BY t.direction, t.purpose, t.gateway, t.state ORDER BY 1, 2, 3, 4`,
      ),
    ]);
    const decimals = currencyDecimals(currency);
    return {
      as_of: today,
      currency,
      results: rows.map((row) => ({
        ...row,
        amount: formatMoney(row.amount, decimals),
        oldest: row.oldest.toISOString(),
      })),
    };
  }
}

function toAccount(
  row: AccountRow,
  money: (minor: string | bigint) => string,
): AccountReconciliationResponse {
  return {
    account: row.id,
    name: row.name,
    number: row.number,
    statement_to: row.to_on,
    bank_says: money(row.bank),
    books_say: money(row.books),
    difference: money(BigInt(row.bank) - BigInt(row.books)),
    open_lines: { count: row.count, came_in: money(row.came_in), left: money(row.went_out) },
  };
}
