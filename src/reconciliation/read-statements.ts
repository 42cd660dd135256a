import { readCamt053 } from './camt053.js';
import { readCamt054 } from './camt054.js';
import { readMt940 } from './mt940.js';
import type { Statement } from './statement.js';
import { parseXml } from './xml.js';

/**
 * The statements of a bank's file: ISO 20022 camt.053 or camt.054 when it begins as XML does, else MT940. Throws
 * `statement_not_readable`, which names the line or entry at fault.
 */
export function readStatements(file: Buffer): Statement[] {
  const text = decode(file);
  if (!/^\s*</.test(text)) return readMt940(text);
  const document = parseXml(text);
  const notifications = readCamt054(document);
  return notifications.length > 0 ? notifications : readCamt053(document);
}

/**
 * The text of a bank's file: UTF-16 where it begins so, as Windows saves "Unicode", else UTF-8, or, where it cannot be,
 * what its XML declaration says, or Windows-1252.
 */
export function decode(file: Buffer): string {
  const wide = wideEncodingOf(file);
  if (wide !== null) return new TextDecoder(wide).decode(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return new TextDecoder(encodingOf(file)).decode(file);
  }
}

/** UTF-16 begins with its mark, or with a letter of which one byte is zero. */
function wideEncodingOf([first, second]: Buffer): 'utf-16le' | 'utf-16be' | null {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== undefined)) return 'utf-16be';
  return null;
}

function encodingOf(file: Buffer): string {
  const beginning = file.subarray(0, 200).toString('latin1');
  const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(beginning)?.[1];
  const isKnown = declared !== undefined && !/^utf/i.test(declared) && isEncoding(declared);
  return isKnown ? declared : 'windows-1252';
}

function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}
