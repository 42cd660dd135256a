import { insertRows } from '../database/rows.js';
import type { Tx } from '../database/transactions.js';
import { newId } from '../runtime/ids.js';
import { Note } from './note.entity.js';

/** What somebody writes about a fact, and when. */
type Written = Pick<Note, 'subjectType' | 'subjectId' | 'kind' | 'text' | 'authorId' | 'createdAt'>;

/** A note with an id, for the facts that name it. */
export function makeNote(written: Written): Note {
  return { id: newId(), ...written, redactedAt: null };
}

/** Keeps notes, in one statement, before the facts that name them are written. */
export function keepNotes(tx: Tx, notes: readonly Note[]): Promise<void> {
  return insertRows(tx, Note, notes);
}
