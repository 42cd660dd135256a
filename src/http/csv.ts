/** What a table has in a cell; nothing is an empty cell. */
export type Cell = string | number | boolean | null | undefined;

/** A spreadsheet takes text that begins like this for a formula, and would run it. */
const LIKE_A_FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * Rows as RFC 4180 has them. Text that a spreadsheet would take for a formula gets an apostrophe before it; amounts stay
 * numbers, negative ones too.
 */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(toCell).join(',')}\r\n`).join('');
}

function toCell(value: Cell): string {
  const text = String(value ?? '');
  const safe = LIKE_A_FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
