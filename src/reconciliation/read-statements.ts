import { readCamt053 } from './camt053.js';
import { readCamt054 } from './camt054.js';
import { readMt940 } from './mt940.js';
import type { Statement } from './statement.js';
import { parseXml } from './xml.js';

/**
 * The statements of a bank's file: ISO 20022 camt.053 or camt.054 when it begins as XML does, else MT940. It is UTF-8, or, where it
 * cannot be, Windows-1252. Throws `statement_not_readable`, which names the line or entry at fault.
 */
export function readStatements(file: Buffer): Statement[] {
  const text = decode(file);
  if (!/^\s*</.test(text)) return readMt940(text);
  const document = parseXml(text);
  const notifications = readCamt054(document);
  return notifications.length > 0 ? notifications : readCamt053(document);
}

/** The text of a bank's file: UTF-8, or, where it cannot be, Windows-1252. */
export function decode(file: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return new TextDecoder('windows-1252').decode(file);
  }
}
