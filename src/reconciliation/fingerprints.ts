import { createHash } from 'node:crypto';
import type { StatementLine } from './statement.js';

/** A line with what tells it from others of its account. */
export interface Fingerprinted {
  line: StatementLine;
  fingerprint: string;
  /** The how-manieth of its kind in the file, from 1: two equal payments on one day are two lines. */
  occurrence: number;
}

/**
 * What makes a line the same in two files: its date, amount, references and text. Equal lines are counted over all
 * statements of a file, so files that overlap keep the greater number of them.
 */
export function fingerprinted(statements: readonly (readonly StatementLine[])[]): Fingerprinted[][] {
  const seen = new Map<string, number>();
  return statements.map((lines) =>
    lines.map((line) => {
      const { bookedOn, amount, endToEndId, bankRef, remittance } = line;
      const fingerprint = createHash('sha256')
        .update(JSON.stringify([bookedOn, amount.toString(), endToEndId, bankRef, remittance]))
        .digest('base64url');
      const occurrence = (seen.get(fingerprint) ?? 0) + 1;
      seen.set(fingerprint, occurrence);
      return { line, fingerprint, occurrence };
    }),
  );
}
