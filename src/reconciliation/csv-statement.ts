import { CsvError, parse } from 'csv-parse/sync';
import { isDate } from '../lending/dates.js';
import type { BankAccount } from './bank-account.entity.js';
import { dateReader } from './csv-dates.js';
import type { CsvColumnsDto, CsvFormatDto } from './csv-format.dto.js';
import {
  name,
  oneLine,
  provenStatement,
  readAmount,
  reference,
  unreadable,
  withItsLines,
  type Statement,
  type StatementLine,
} from './statement.js';

/** A row of the file: what stands in each column, and the line at which it ends. */
interface Row {
  at: string;
  cells: readonly string[];
}

/** What a row says; `balance` is the one after it. */
interface ReadRow {
  row: Row;
  line: StatementLine;
  balance: bigint | null;
}

const MOST_CELL = 10_000;
const NOT_IN_NUMBERS = /[\s'’_]/g;
/** Amounts by the sign before their decimals; digits may stand in groups of three. */
const AMOUNTS = {
  ',': { pattern: /^(\d+|\d{1,3}(\.\d{3})+)(,\d+)?$/, example: '1.234,56' },
  '.': { pattern: /^(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/, example: '1,234.56' },
};

/**
 * The statement of an account in a CSV file of its bank. With a column of balances it is a statement as others are, whose
 * balances are proven row by row; without, it says what was booked and no more, as a notification does. Throws
 * `statement_not_readable`, which names the row and the column at fault.
 */
export function readCsvStatement(
  text: string,
  {
    csvFormat: format,
    number: account,
    currency,
  }: Pick<BankAccount, 'number' | 'currency'> & { csvFormat: CsvFormatDto },
): Statement {
  const [header, ...rows] = rowsOf(text, format);
  if (!header) throw unreadable('File', 'it has no row with the names of its columns');
  assertWidths(header, rows);
  const placed = placesOf(header, format.columns);
  const readRow = rowReader(placed, format, currency);
  const read = rows.map(readRow);
  const [first, last] = [read[0], read.at(-1)];
  if (!first || !last) throw unreadable('File', 'it has no rows below the names of its columns');
  // Banks write the newest first or last.
  if (first.line.bookedOn > last.line.bookedOn || (isOneDay(read) && !isChain(read))) read.reverse();
  const lines = read.map(({ line }) => line);
  const statement = { account, currency, number: null, from: null, to: first.line.bookedOn, lines };
  if (placed.balance === undefined) return withItsLines({ ...statement, opening: null, closing: null });
  const [begin, end] = [read[0] as ReadRow, read.at(-1) as ReadRow];
  assertChain(read, format.columns.balance ?? '');
  const opening = (begin.balance ?? 0n) - begin.line.amount;
  return provenStatement({ ...statement, opening, closing: end.balance ?? 0n }, 'File');
}

function rowsOf(text: string, { separator, skip_rows: skipRows }: CsvFormatDto): Row[] {
  try {
    const records = parse(withoutRows(text, skipRows), {
      delimiter: separator,
      record_delimiter: ['\r\n', '\n', '\r'],
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
      trim: true,
      max_record_size: MOST_CELL,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ at: rowAt(info.lines + skipRows), cells: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const lines: unknown = (error as { lines?: unknown }).lines;
    throw unreadable(
      typeof lines === 'number' ? rowAt(lines + skipRows) : 'File',
      oneLine(error.message, 200),
    );
  }
}

const rowAt = (line: number) => `Row ${String(line)}`;

/** The text after so many rows, which may say anything, in any way. */
function withoutRows(text: string, rows: number): string {
  const ends = /\r\n|\n|\r/g;
  for (let row = 0; row < rows; row++) if (ends.exec(text) === null) return '';
  return text.slice(ends.lastIndex);
}

/**
 * Throws for a row of more cells than the header has names: a separator in one of its texts is not quoted, and what follows
 * would be read from the wrong columns. Some banks end every row with a separator: no harm, if several rows do so alike.
 */
function assertWidths(header: Row, rows: readonly Row[]): void {
  const most = header.cells.length;
  const wide = rows.find(({ cells }) => cells.length > most);
  if (!wide) return;
  const isAlike = rows.every(
    ({ cells }) => cells.length === wide.cells.length && cells.slice(most).every((cell) => cell === ''),
  );
  if (isAlike && rows.length > 1) return;
  throw unreadable(
    wide.at,
    `it has ${String(wide.cells.length)} cells for ${String(most)} columns: a separator in a text is not quoted`,
  );
}

type Places = Partial<Record<Exclude<keyof CsvColumnsDto, 'remittance'>, number>> & { remittance: number[] };

/** Where each column stands, by the names in the header; capitals do not count. */
function placesOf({ at, cells }: Row, { remittance, ...columns }: CsvColumnsDto): Places {
  const names = cells.map(plain);
  const placeOf = (column: string): number => {
    const place = names.indexOf(plain(column));
    if (place >= 0) return place;
    throw unreadable(
      at,
      `it has no column "${oneLine(column, 60)}", but ${cells
        .map((each) => `"${oneLine(each, 60)}"`)
        .join(', ')
        .slice(0, 400)}`,
    );
  };
  const named: Partial<Record<string, string>> = { ...columns };
  const places = Object.fromEntries(
    Object.entries(named).flatMap(([key, column]) =>
      column === undefined ? [] : [[key, placeOf(column)] as const],
    ),
  ) as Omit<Places, 'remittance'>;
  return { ...places, remittance: remittance.map(placeOf) };
}

const plain = (column: string) => column.replace(/\s+/g, ' ').trim().toLowerCase();

function rowReader(places: Places, format: CsvFormatDto, currency: string): (row: Row) => ReadRow {
  const { columns, date_format: dateFormat } = format;
  const toDate = dateReader(dateFormat);
  return (row) => {
    const cell = (place: number | undefined) => (place === undefined ? '' : (row.cells[place] ?? ''));
    const at = (column: string | undefined) => `${row.at}, column "${oneLine(column ?? '', 60)}"`;
    const dateIn = (place: number | undefined, column: string | undefined): string => {
      const date = toDate(cell(place));
      if (date !== null && isDate(date)) return date;
      throw unreadable(at(column), `"${oneLine(cell(place), 40)}" is not a date written as ${dateFormat}`);
    };
    const moneyIn = (key: 'amount' | 'credit' | 'debit' | 'balance'): bigint | null => {
      const text = cell(places[key]);
      return text === '' ? null : signedAmount(text, format, currency, at(columns[key]));
    };
    const said = cell(places.currency);
    if (said !== '' && said.toUpperCase() !== currency) {
      throw unreadable(at(columns.currency), `it is in ${oneLine(said, 10)}, and the account in ${currency}`);
    }
    const amount = places.amount === undefined ? inTwoColumns(moneyIn, at, columns) : moneyIn('amount');
    if (amount === null) throw unreadable(at(columns.amount ?? columns.credit), 'it has no amount');
    const balance = moneyIn('balance');
    if (places.balance !== undefined && balance === null)
      throw unreadable(at(columns.balance), 'it has no balance');
    const bookedOn = dateIn(places.booked_on, columns.booked_on);
    const line = {
      amount,
      bookedOn,
      valueOn: cell(places.value_on) === '' ? bookedOn : dateIn(places.value_on, columns.value_on),
      endToEndId: reference(cell(places.reference)),
      bankRef: null,
      counterparty: name(cell(places.counterparty)),
      remittance: oneLine(places.remittance.map(cell).join(' ')),
    };
    return { row, line, balance };
  };
}

/** What came in one column and left in another, null for neither; banks write what left with a sign, or without. */
function inTwoColumns(
  moneyIn: (key: 'credit' | 'debit') => bigint | null,
  at: (column: string | undefined) => string,
  { credit: creditColumn, debit: debitColumn }: CsvColumnsDto,
): bigint | null {
  const [came, left] = [moneyIn('credit'), moneyIn('debit')];
  if (came === null && left === null) return null;
  const [credit, debit] = [came ?? 0n, left ?? 0n];
  if (credit < 0n) throw unreadable(at(creditColumn), 'what came in cannot be negative');
  if (credit !== 0n && debit !== 0n) throw unreadable(at(debitColumn), 'money both came in and left');
  return debit < 0n ? credit + debit : credit - debit;
}

/**
 * Minor units of an amount as banks write it: the sign before or behind it, or parentheses for what left; digits in
 * groups. A separator in the wrong place is refused: 1.234 is not 1234 where the decimals follow a point.
 */
function signedAmount(
  text: string,
  { decimal_separator: decimalSeparator }: Pick<CsvFormatDto, 'decimal_separator'>,
  currency: string,
  at: string,
): bigint {
  const written = text.replace(NOT_IN_NUMBERS, '').replace('−', '-');
  const [, open = '', before = '', digits = '', behind = '', close = ''] =
    /^(\()?([+-])?([\d.,]+)([+-])?(\))?$/.exec(written) ?? [];
  const { pattern, example } = AMOUNTS[decimalSeparator];
  if (!pattern.test(digits) || (before !== '' && behind !== '') || (open === '') !== (close === '')) {
    throw unreadable(at, `"${oneLine(text, 40)}" is not an amount written as ${example}`);
  }
  const [whole = '', rest] = digits.split(decimalSeparator);
  const plainDigits = whole.replace(/[.,]/g, '') + (rest === undefined ? '' : `.${rest}`);
  const amount = readAmount(plainDigits, currency, at);
  const isNegative = before === '-' || behind === '-' || open !== '';
  return isNegative ? -amount : amount;
}

function isOneDay(read: readonly ReadRow[]): boolean {
  return read.every(({ line }) => line.bookedOn === read[0]?.line.bookedOn);
}

function isChain(read: readonly ReadRow[]): boolean {
  return breakOf(read) === undefined;
}

/** The first row whose balance does not follow from the one before it. */
function breakOf(read: readonly ReadRow[]): ReadRow | undefined {
  return read.find(({ balance, line }, index) => {
    const before = read[index - 1]?.balance;
    return before !== undefined && before !== null && balance !== null && before + line.amount !== balance;
  });
}

function assertChain(read: readonly ReadRow[], column: string): void {
  const broken = breakOf(read);
  if (!broken) return;
  throw unreadable(
    `${broken.row.at}, column "${oneLine(column, 60)}"`,
    'the balance does not follow from the row before it: rows are missing, or the sign is read wrongly',
  );
}
