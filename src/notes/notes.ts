import { insertRows } from '../database/rows.js';
import type { Tx } from '../database/transactions.js';
import { newId } from '../runtime/ids.js';
import { Note } from './note.entity.js';

/** What the note of each command is about. */
const SUBJECTS = {
  reversal: 'payment',
  write_off: 'loan',
  outside: 'statement_line',
  undo: 'loan',
} as const;

/** The note with the reason that staff gave for a fact, with an id, for the facts that name it. */
export function makeNote(
  kind: keyof typeof SUBJECTS,
  subjectId: string,
  { staffId, reason }: { staffId: string; reason: string },
  createdAt: Date,
): Note {
  const subjectType = SUBJECTS[kind];
  return {
    id: newId(),
    subjectType,
    subjectId,
    kind,
    outcome: null,
    text: reason,
    authorId: staffId,
    createdAt,
    redactedAt: null,
  };
}

/** Keeps notes, before the facts that name them are written. */
export function keepNotes(tx: Tx, notes: readonly Note[]): void {
  insertRows(tx, Note, notes);
}
