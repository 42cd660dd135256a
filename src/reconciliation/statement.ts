import { currencyDecimals, formatMoney, MoneyFormatError, parseMoney } from '../lending/money.js';
import { isDate } from '../lending/dates.js';
import { DomainError } from '../runtime/problems.js';

/** One movement on a bank account as its statement tells it. Amounts are minor units: positive came in, negative left. */
export interface StatementLine {
  amount: bigint;
  bookedOn: string;
  valueOn: string;
  endToEndId: string | null;
  bankRef: string | null;
  counterparty: string | null;
  remittance: string;
}

/**
 * One statement of one bank account, whatever format it came in. `opening` plus the lines is `closing`; a notification,
 * which tells of lines before the statement does, has neither.
 */
export interface Statement {
  /** IBAN or number as the bank writes it, without spaces. */
  account: string;
  currency: string;
  number: string | null;
  from: string;
  to: string;
  opening: bigint | null;
  closing: bigint | null;
  lines: StatementLine[];
}

/** A statement as read, whose period may be wider than its lines. */
export type ReadStatement = Omit<Statement, 'from' | 'to'> & { from: string | null; to: string };

const LENGTHS = { account: 70, reference: 70, counterparty: 140, remittance: 1000 };
const NO_REFERENCE = /^(NOTPROVIDED|NONREF|NOREF)?$/i;
// Neither control characters nor halves of characters: the database takes no NUL, and JSON no lone surrogate. Nor what turns
// letters round: strangers write names and texts, and clerks read them.
const UNPRINTABLE = /[\p{Cc}\p{Cs}\s\u202A-\u202E\u2066-\u2069]+/gu;

/** The refusal of a file: `place` is a line or an entry of it. */
export function unreadable(place: string, reason: string): DomainError {
  // Reasons of the XML parser are sentences.
  return new DomainError('statement_not_readable', `${place}: ${reason.replace(/\.+$/, '')}.`, { place });
}

/** A text of the bank on one line, cut to what is kept. */
export function oneLine(text: string, longest = LENGTHS.remittance): string {
  return text.replace(UNPRINTABLE, ' ').trim().slice(0, longest).replace(UNPRINTABLE, ' ').trim();
}

/** A reference; null for none, also in the banks' words for none. */
export function reference(text: string): string | null {
  const cleaned = oneLine(text, LENGTHS.reference);
  return NO_REFERENCE.test(cleaned) ? null : cleaned;
}

/** An account as the bank writes it, without spaces; '' for none. */
export function accountNumber(text: string): string {
  return oneLine(text, LENGTHS.account).replace(/\s/g, '');
}

/** A name; null for none. */
export function name(text: string): string | null {
  return oneLine(text, LENGTHS.counterparty) || null;
}

/** Minor units of an amount without sign; refuses more decimals than the currency has. Nothing is rounded. */
export function readAmount(text: string, currency: string, place: string): bigint {
  try {
    return parseMoney(text.replace(/^0+(?=\d)/, ''), currencyDecimals(currency));
  } catch (error) {
    if (error instanceof MoneyFormatError) throw unreadable(place, `"${oneLine(text, 40)}" ${error.message}`);
    if (error instanceof RangeError) throw unreadable(place, `"${oneLine(currency, 10)}" is no currency`);
    throw error;
  }
}

/** A calendar date, YYYY-MM-DD, of a date or an instant. */
export function readDate(text: string, place: string): string {
  const date = text.slice(0, 10);
  if (!isDate(date)) throw unreadable(place, `"${oneLine(text, 40)}" is not a date`);
  return date;
}

/**
 * A statement whose figures agree: `opening` plus its lines must be `closing`, so no line was lost or read wrongly.
 */
export function provenStatement(
  read: ReadStatement & { opening: bigint; closing: bigint },
  place: string,
): Statement {
  const total = read.lines.reduce((sum, line) => sum + line.amount, read.opening);
  if (total !== read.closing) {
    const money = (amount: bigint) => formatMoney(amount, currencyDecimals(read.currency));
    throw unreadable(
      place,
      `the opening balance and the lines make ${money(total)}, the closing balance is ${money(read.closing)}`,
    );
  }
  return withItsLines(read);
}

/** Its period is widened to its lines. Lines of zero move nothing and are left out. */
export function withItsLines(read: ReadStatement): Statement {
  const dates = read.lines.map((line) => line.bookedOn);
  const [first = read.to, last = read.to] = [dates.toSorted()[0], dates.toSorted().at(-1)];
  const from = read.from ?? first;
  return {
    ...read,
    from: from < first ? from : first,
    to: read.to > last ? read.to : last,
    lines: read.lines.filter((line) => line.amount !== 0n),
  };
}
