import { Injectable } from '@nestjs/common';
import { MoneyCommands, type Command } from '../commands/money-commands.js';
import type { Outcome } from '../commands/batcher.js';
import { Clock } from '../database/clock.js';
import { lockById } from '../database/entity-columns.js';
import { updateRows } from '../database/rows.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { invalidFields } from '../http/validation.js';
import { CONTACT_KINDS, Note, type WRITTEN_SUBJECTS } from '../notes/note.entity.js';
import { keepNotes } from '../notes/notes.js';
import { newId } from '../runtime/ids.js';
import { DomainError, type ProblemCode } from '../runtime/problems.js';
import type { NoteResponse, WriteNoteDto } from './notes.dto.js';
import { NotesQueries } from './notes.queries.js';

/** A note by a member of staff. */
export interface NoteRequest extends WriteNoteDto {
  staffId: string;
}

type Subject = (typeof WRITTEN_SUBJECTS)[number];

const MISSING: Record<Subject, { code: ProblemCode; detail: string }> = {
  customer: { code: 'customer_not_found', detail: 'There is no customer' },
  provider: { code: 'provider_not_found', detail: 'There is no loan provider' },
  loan: { code: 'loan_not_found', detail: 'There is no loan' },
  payment: { code: 'payment_not_found', detail: 'There is no payment' },
};

const lockNotes = lockById(Note);

@Injectable()
export class NotesService {
  /** Runs one request; see `writeNotes`. */
  readonly write: Command<NoteRequest, NoteResponse>;

  constructor(
    commands: MoneyCommands,
    private readonly transactions: Transactions,
    private readonly queries: NotesQueries,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {
    this.write = commands.define('notes', 201, (tx, requests) => this.writeNotes(tx, requests));
  }

  /**
   * Keeps what staff write about people, loans and payments. Refuses subjects that do not exist or are of somebody who
   * was erased, and an outcome of what is no contact.
   */
  private async writeNotes(tx: Tx, requests: readonly NoteRequest[]): Promise<Outcome<NoteResponse>[]> {
    const known = await subjectsAmong(tx, requests);
    const createdAt = this.clock.now();
    const made = requests.map((request): Note | DomainError => {
      const subjectId = request.subject.toLowerCase();
      const { subject_type: subjectType, kind, outcome = null, text, staffId: authorId } = request;
      const refusal = refusalOf(request, known.get(`${subjectType} ${subjectId}`));
      if (refusal) return refusal;
      const id = newId();
      return { id, subjectType, subjectId, kind, outcome, text, authorId, createdAt, redactedAt: null };
    });
    const notes = made.filter((note): note is Note => !(note instanceof DomainError));
    keepNotes(tx, notes);
    const shown = await this.queries.shown(
      tx,
      notes.map(({ id }) => id),
    );
    return made.map((note) =>
      note instanceof DomainError ? { refusal: note } : { value: shown.get(note.id) as NoteResponse },
    );
  }

  /**
   * Removes the text of a note of any kind, for good, and answers the note. Repeated, it changes nothing. Throws
   * `note_not_found`. Locks the note.
   */
  async redact(id: string, by: Actor): Promise<NoteResponse> {
    const { shown, isNew } = await this.transactions.run(async (tx) => {
      const note = (await lockNotes(tx, [id])).get(id);
      if (!note) throw new DomainError('note_not_found', `There is no note ${id}.`);
      const isNew = note.redactedAt === null;
      if (isNew) {
        const redacted = { ...note, text: '', redactedAt: this.clock.now() };
        updateRows(tx, Note, [redacted], ['text', 'redactedAt']);
      }
      return { shown: (await this.queries.shown(tx, [id])).get(id) as NoteResponse, isNew };
    });
    if (isNew) this.audit.record({ action: 'note.redact', by, on: { type: 'note', id } });
    return shown;
  }
}

function refusalOf(
  { subject_type: type, subject, kind, outcome }: NoteRequest,
  known: 'known' | 'erased' | undefined,
): DomainError | null {
  if (!known) return new DomainError(MISSING[type].code, `${MISSING[type].detail} ${subject}.`);
  if (known === 'erased') {
    return new DomainError('person_erased', 'The person was erased: nothing is written of it any more.');
  }
  if (outcome === undefined || CONTACT_KINDS.some((contact) => contact === kind)) return null;
  const message = `outcome is what came of a contact: leave it out for ${kind}.`;
  return invalidFields([{ field: 'outcome', code: 'contact_only', message }]);
}

/** The subjects that exist, as `<type> <id>`, and whether the person was erased whose they are. */
async function subjectsAmong(
  tx: Tx,
  requests: readonly NoteRequest[],
): Promise<Map<string, 'known' | 'erased'>> {
  const rows: { name: string; erased: boolean }[] = await tx.query(
    `SELECT s.name, u.erased_at IS NOT NULL AS erased FROM (
       SELECT 'customer ' || c.id AS name, c.id AS person FROM customers c WHERE c.id = ANY ($1::uuid[])
       UNION ALL SELECT 'provider ' || p.id, p.id FROM providers p WHERE p.id = ANY ($1::uuid[])
       UNION ALL SELECT 'loan ' || l.id, l.customer_id FROM loans l WHERE l.id = ANY ($1::uuid[])
       UNION ALL SELECT 'payment ' || y.id, y.customer_id FROM payments y WHERE y.id = ANY ($1::uuid[])
     ) s JOIN users u ON u.id = s.person`,
    [requests.map(({ subject }) => subject)],
  );
  return new Map(rows.map(({ name, erased }) => [name, erased ? 'erased' : 'known']));
}
