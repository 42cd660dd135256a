import { Injectable } from '@nestjs/common';
import { shownRowsOf, type Reader } from '../database/entity-columns.js';
import { Replicas } from '../database/replicas.js';
import { shownName } from '../http/filters.js';
import { conditions, readPage, type Page } from '../http/paging.js';
import { Note } from '../notes/note.entity.js';
import { toNoteResponse, type NoteListQuery, type NoteResponse } from './notes.dto.js';

const notes = shownRowsOf(Note, 'n').and<{ authorName: string; loanNumber: number | null }>(
  { authorName: shownName('a'), loanNumber: 's.number' },
  `JOIN users a ON a.id = n.author_id LEFT JOIN loans s ON n.subject_type = 'loan' AND s.id = n.subject_id`,
);

const OF_CUSTOMER = `n.subject_id = ANY (ARRAY(SELECT $?::uuid UNION ALL SELECT l.id FROM loans l WHERE l.customer_id = $?
  UNION ALL SELECT y.id FROM payments y WHERE y.customer_id = $?))`;

@Injectable()
export class NotesQueries {
  constructor(private readonly replicas: Replicas) {}

  /** Notes about one subject, about a customer with loans and payments, or all. */
  list(query: NoteListQuery, url: string): Promise<Page<NoteResponse>> {
    return readPage(
      this.replicas,
      notes,
      {
        where: conditions({ 'n.subject_id = $?': query.subject, [OF_CUSTOMER]: query.customer }),
        query,
        url,
        exactCount: query.subject !== undefined || query.customer !== undefined || query.count === 'exact',
      },
      toNoteResponse,
    );
  }

  /** Notes by id, in the transaction that has written or changed them. */
  async shown(tx: Reader, ids: readonly string[]): Promise<Map<string, NoteResponse>> {
    const rows = await notes.find(tx, 'WHERE n.id = ANY ($1)', [ids]);
    return new Map(rows.map((row) => [row.id, toNoteResponse(row)]));
  }
}
