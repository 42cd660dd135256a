import { readCamt053 } from './camt053.js';
import { readMt940 } from './mt940.js';
import type { Statement } from './statement.js';

/**
 * The statements of a bank's file: ISO 20022 camt.053 when it begins as XML does, else MT940. It is UTF-8, or, where it
 * cannot be, Windows-1252. Throws `statement_not_readable`, which names the line or entry at fault.
 */
export function readStatements(file: Buffer): Statement[] {
  const text = decode(file);
  return /^\s*</.test(text) ? readCamt053(text) : readMt940(text);
}

function decode(file: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return new TextDecoder('windows-1252').decode(file);
  }
}
