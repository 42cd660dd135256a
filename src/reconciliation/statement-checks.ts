import type { Tx } from '../database/transactions.js';
import { addDays } from '../lending/dates.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { DomainError } from '../runtime/problems.js';
import type { BankAccount } from './bank-account.entity.js';
import type { BankStatement } from './bank-statement.entity.js';
import type { Fingerprinted } from './fingerprints.js';
import { unreadable, type Statement } from './statement.js';

/** A statement of the file with its lines that are not in the books yet. */
export interface FoundStatement {
  statement: Statement;
  row: BankStatement;
  lines: Fingerprinted[];
}

/** Banks book ahead over weekends and holidays, in any time zone. */
const DAYS_AHEAD = 7;

/** A number as it is compared: banks write spaces, slashes and dots as they please. */
export const plain = (number: string) => number.replace(/[^a-z0-9]/gi, '').toUpperCase();

/** Throws when the statement is of another account or in another currency. */
export function assertOf(account: BankAccount, { account: number, currency }: Statement): void {
  if (plain(number) !== plain(account.number)) {
    throw new DomainError(
      'statement_account_unknown',
      `The statement is of account ${number}; ${account.name} is ${account.number}.`,
      { statement_account: number, account: account.number },
    );
  }
  if (currency !== account.currency) {
    throw new DomainError(
      'statement_currency',
      `The statement is in ${currency}; ${account.name} is in ${account.currency}.`,
      { statement_currency: currency, currency: account.currency },
    );
  }
}

/**
 * Throws `statement_not_readable` for dates that have not come: day and month were taken for each other, or a year is
 * wrong. Such a statement would have told of all days until then, and what is notified of them would be left out.
 */
export function assertNotAhead(statements: readonly Statement[], today: string, now: Date): void {
  const instant = now.toISOString().slice(0, 10);
  const latest = addDays(instant > today ? instant : today, DAYS_AHEAD);
  // The period of a statement reaches to its last line.
  const index = statements.findIndex(({ to }) => to > latest);
  if (index < 0) return;
  const place = `Statement ${String(index + 1)}`;
  throw unreadable(place, `it reaches to ${statements[index]?.to ?? ''}, and today is ${today}`);
}

/**
 * Throws `statement_gap` unless our lines up to the end of each statement that brings something make its closing
 * balance: a statement before it was not read, or one line is in the books in two spellings. What was read before is no
 * gap.
 */
export async function assertNoGap(
  tx: Tx,
  account: BankAccount,
  found: readonly FoundStatement[],
  toldUntil: string | null,
): Promise<void> {
  const money = (amount: bigint) => formatMoney(amount, currencyDecimals(account.currency));
  const sums: { to_on: string; total: string }[] = await tx.query(
    `SELECT d.to_on, coalesce((SELECT sum(l.amount) FROM statement_lines l
       WHERE l.account_id = $1 AND l.booked_on <= d.to_on), 0)::text AS total
     FROM unnest($2::date[]) AS d(to_on)`,
    [account.id, [...new Set(found.map(({ row }) => row.toOn))]],
  );
  const read = new Map(sums.map(({ to_on: toOn, total }) => [toOn, account.openingBalance + BigInt(total)]));
  const before: Fingerprinted[] = [];
  for (const { statement, row, lines } of found) {
    const early = statement.lines.find(({ bookedOn }) => bookedOn < account.openedOn);
    before.push(...lines);
    if (early !== undefined && lines.length > 0) {
      throw new DomainError(
        'statement_gap',
        `The statement has lines of ${early.bookedOn}; the opening balance of the account is that of ${account.openedOn}.`,
        { opened_on: account.openedOn },
      );
    }
    const { opening, closing } = statement;
    // A notification says nothing of balances; a statement follows.
    if (opening === null || closing === null) continue;
    const wasTold = toldUntil !== null && row.toOn <= toldUntil;
    if (wasTold && lines.length === 0 && statement.lines.length > 0) continue;
    const ours = before.reduce(
      (sum, { line }) => (line.bookedOn <= row.toOn ? sum + line.amount : sum),
      read.get(row.toOn) ?? account.openingBalance,
    );
    if (ours === closing) continue;
    const difference = closing - ours;
    throw new DomainError(
      'statement_gap',
      `The statement from ${row.fromOn} to ${row.toOn} begins with ${money(opening)}; by the lines that were ` +
        `read before, it is ${money(opening - difference)}. Import the statements before it first.`,
      {
        opening: money(opening),
        expected: money(opening - difference),
        currency: account.currency,
      },
    );
  }
}
