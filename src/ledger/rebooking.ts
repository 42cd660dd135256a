import type { Posting } from './postings.js';

/** A journal row in effect: it reverses nothing and was not reversed. */
export interface LiveRow extends Posting {
  id: string;
}

/** The rows in effect of a loan's payments and write-off, and the revision that their next rows get. */
export interface LoanJournal {
  live: LiveRow[];
  nextRevision: number;
}

/**
 * What to post so that the rows in effect of one event become `target`. Nothing if they already are; otherwise a
 * reversing row for each of them, then the target as a new revision. The journal itself is never changed.
 */
export function rebook(
  live: readonly LiveRow[],
  target: readonly Posting[],
  nextRevision: number,
): Posting[] {
  const wanted = target.map(keyOf).sort();
  const present = live.map(keyOf).sort();
  if (wanted.length === present.length && wanted.every((key, index) => key === present[index])) return [];
  return [...reversing(live), ...target.map((posting) => ({ ...posting, revision: nextRevision }))];
}

/** The rows that take rows in effect back. */
export function reversing(live: readonly LiveRow[]): Posting[] {
  return live.map(({ id, debit, credit, ...row }) => ({
    ...row,
    debit: credit,
    credit: debit,
    reversesId: id,
  }));
}

function keyOf({ kind, debit, credit, amount }: Posting): string {
  return [kind, ...debit, ...credit, amount].join('|');
}
