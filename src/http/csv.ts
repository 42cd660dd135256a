/** The value of a cell; null and undefined become an empty cell. */
export type Cell = string | number | boolean | null | undefined;

/** A spreadsheet takes text that begins like this for a formula, and would run it. */
const LIKE_A_FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * Rows in the format of RFC 4180. Text that looks like a formula gets an apostrophe in front; amounts stay numbers,
 * even negative ones.
 */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(toCell).join(',')}\r\n`).join('');
}

function toCell(value: Cell): string {
  const text = String(value ?? '');
  const safe = LIKE_A_FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
