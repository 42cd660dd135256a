import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import type { Shown } from '../database/entity-columns.js';
import { isoText } from '../database/instants.js';
import { IfSent } from '../http/if-sent.js';
import { PageQuery } from '../http/paging.js';
import { shownShortNumber } from '../runtime/short-number.js';
import {
  NOTE_KINDS,
  NOTE_OUTCOMES,
  NOTE_SUBJECTS,
  WRITTEN_KINDS,
  WRITTEN_SUBJECTS,
  type Note,
} from '../notes/note.entity.js';

export class NoteListQuery extends PageQuery {
  @ApiPropertyOptional({
    description: 'Notes about this one: the id of a customer, provider, loan, payment or statement line.',
    format: 'uuid',
    example: '0198c0de-4444-7000-8000-000000000001',
  })
  @IfSent()
  @IsUUID(undefined, { message: 'subject must be an id.' })
  subject?: string;

  @ApiPropertyOptional({
    description: 'Notes about this customer, and about all loans and payments of the customer.',
    format: 'uuid',
    example: '0198c0de-2222-7000-8000-000000000001',
  })
  @IfSent()
  @IsUUID(undefined, { message: 'customer must be the id of a customer.' })
  customer?: string;
}

export class WriteNoteDto {
  /**
   * What the note is about.
   * @example "loan"
   */
  @ApiProperty({ enum: WRITTEN_SUBJECTS })
  @IsIn(WRITTEN_SUBJECTS)
  subject_type!: (typeof WRITTEN_SUBJECTS)[number];

  /**
   * Its id.
   * @example "0198c0de-4444-7000-8000-000000000001"
   */
  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'subject must be an id.' })
  subject!: string;

  /**
   * A contact (`call`, `visit`, `letter`, `message`), a `decision`, or `other`.
   * @example "call"
   */
  @ApiProperty({ enum: WRITTEN_KINDS })
  @IsIn(WRITTEN_KINDS)
  kind!: (typeof WRITTEN_KINDS)[number];

  /**
   * What came of it, for a contact.
   * @example "reached"
   */
  @ApiPropertyOptional({ enum: NOTE_OUTCOMES })
  @IfSent()
  @IsIn(NOTE_OUTCOMES)
  outcome?: (typeof NOTE_OUTCOMES)[number];

  /**
   * Up to 4,000 characters. It cannot be changed later; an admin can remove it.
   * @example "Was ill, is at work again from Monday."
   */
  @IsString()
  @Matches(/\S/, { message: 'text must not be empty.' })
  @MaxLength(4000)
  text!: string;
}

export class NoteResponse {
  /** @example "0198c0de-eeee-7000-8000-000000000001" */
  id!: string;
  /** @example "loan" */
  @ApiProperty({ enum: NOTE_SUBJECTS })
  subject_type!: (typeof NOTE_SUBJECTS)[number];
  /** @example "0198c0de-4444-7000-8000-000000000001" */
  subject!: string;
  /**
   * The number of the loan that it is about, as people say it; null where it is about something else.
   * @example "4821093759"
   */
  @ApiProperty({ type: String, nullable: true })
  loan_number!: string | null;
  /**
   * `reversal`, `write_off`, `outside` and `undo` are the reasons that were given for a command.
   * @example "call"
   */
  @ApiProperty({ enum: NOTE_KINDS })
  kind!: (typeof NOTE_KINDS)[number];
  /** @example "reached" */
  @ApiProperty({ enum: NOTE_OUTCOMES, nullable: true })
  outcome!: (typeof NOTE_OUTCOMES)[number] | null;
  /**
   * Null once it is redacted.
   * @example "Was ill, is at work again from Monday."
   */
  @ApiProperty({ type: String, nullable: true })
  text!: string | null;
  /** @example "0198c0de-3333-7000-8000-000000000001" */
  author!: string;
  /**
   * First and last name, else the username.
   * @example "Mei Tan"
   */
  author_name!: string;
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
  /**
   * When an admin removed the text; null unless one did.
   * @example "2026-11-24T10:00:00.000Z"
   */
  @ApiProperty({ type: String, nullable: true })
  redacted_at!: string | null;
}

export class NoteListResponse {
  /** @example 1 */
  count!: number | null;
  /** @example "/api/notes/?cursor=bjowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  next!: string | null;
  /** @example "/api/notes/?cursor=cDowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  previous!: string | null;
  results!: NoteResponse[];
}

type ShownNote = Shown<Note> & { authorName: string; loanNumber: number | null };

export function toNoteResponse(note: ShownNote): NoteResponse {
  return {
    id: note.id,
    subject_type: note.subjectType,
    subject: note.subjectId,
    loan_number: shownShortNumber(note.loanNumber),
    kind: note.kind,
    outcome: note.outcome,
    text: note.redactedAt === null ? note.text : null,
    author: note.authorId,
    author_name: note.authorName,
    created_at: isoText(note.createdAt),
    redacted_at: note.redactedAt === null ? null : isoText(note.redactedAt),
  };
}
