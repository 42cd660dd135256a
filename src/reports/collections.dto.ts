import { ApiProperty, ApiPropertyOptional, OmitType, PickType } from '@nestjs/swagger';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { PROMISE_STATES, type PaymentPromise } from '../care/payment-promise.entity.js';
import { IfSent } from '../http/if-sent.js';
import { TableQuery } from '../http/paging.js';
import { IsOneOrMoreOf, IsPageLimit, IsWholeNumber } from '../http/filters.js';
import { CONTACT_KINDS, NOTE_OUTCOMES, type Note } from '../notes/note.entity.js';
import { LOAN_STATUSES, type LoanStatus } from '../loans/loan.entity.js';

export const NEXT_ACTIONS = [
  'broken_promise',
  'wait_for_promise',
  'remind',
  'call',
  'visit_or_letter',
  'default_notice',
  'write_off_review',
] as const;
export type NextAction = (typeof NEXT_ACTIONS)[number];

/** Whether a loan has an open promise, lately broke its newest one, or neither. */
export const PROMISED = ['open', 'broken', 'none'] as const;

const WRITE_OFF_REVIEW_DAYS = 180;

/** The next action for a late loan on a date; the description of `next_action` has the rule. */
export function nextActionOf(
  status: LoanStatus,
  daysPastDue: number,
  promise: Pick<PaymentPromise, 'state' | 'dueOn'> | null,
  on: string,
): NextAction {
  if (promise?.state === 'broken') return 'broken_promise';
  if (promise?.state === 'open' && promise.dueOn >= on) return 'wait_for_promise';
  if (status === 'defaulted') {
    return daysPastDue >= WRITE_OFF_REVIEW_DAYS ? 'write_off_review' : 'default_notice';
  }
  if (daysPastDue <= 7) return 'remind';
  return daysPastDue <= 30 ? 'call' : 'visit_or_letter';
}

export class CollectionsQuery extends PickType(TableQuery, ['format']) {
  @IsPageLimit(20)
  limit = 20;

  @ApiPropertyOptional({
    description: 'An opaque position: take it from `next` in an earlier answer.',
    example: 'bjozMDAwMDowMTk4YzBkZS00NDQ0LTcwMDAtODAwMC0wMDAwMDAwMDAwMDE',
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  cursor?: string;

  @ApiPropertyOptional({
    description: 'Loans of one member of staff: `me`, an id, or `nobody` for those that nobody works on.',
    example: 'me',
  })
  @IfSent()
  @Matches(/^(?:me|nobody|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i, {
    message: '$property must be me, nobody, or the id of a member of staff.',
  })
  assigned_to?: string;

  @IsOneOrMoreOf(
    PROMISED,
    'Loans with an open promise, whose newest promise was broken in the last 60 days, or neither',
  )
  promise?: string;

  @IsWholeNumber({
    description: 'Loans about which nobody has turned to the borrower for so many days.',
    min: 1,
    max: 365,
    example: 7,
  })
  no_contact_days?: number;
}

/** The newest promise of a late loan. */
export class LatePromiseResponse {
  /** @example "0198c0de-ffff-7000-8000-000000000001" */
  id!: string;
  /** @example "open" */
  @ApiProperty({ enum: PROMISE_STATES })
  state!: PaymentPromise['state'];
  /** @example "87.50" */
  amount!: string;
  /**
   * What has been paid on it.
   * @example "0.00"
   */
  paid!: string;
  /** @example "2026-11-27" */
  due_on!: string;
}

/** When somebody last turned to the borrower, about the loan or otherwise. */
export class LastContactResponse {
  /** @example "call" */
  @ApiProperty({ enum: CONTACT_KINDS })
  kind!: Note['kind'];
  /** @example "no_answer" */
  @ApiProperty({ enum: NOTE_OUTCOMES, nullable: true })
  outcome!: Note['outcome'];
  /** @example "2026-11-20T10:00:00.000Z" */
  at!: string;
}

export class CollectionResponse {
  /** @example "0198c0de-4444-7000-8000-000000000001" */
  loan!: string;
  /**
   * The number of the loan, as people say it.
   * @example "4821093759"
   */
  loan_number!: string;
  /** @example "0198c0de-2222-7000-8000-000000000001" */
  customer!: string;
  /**
   * First and last name, else the username.
   * @example "Ada Okoye"
   */
  customer_name!: string;
  /** @example "ada" */
  username!: string;
  /**
   * Empty if there is none.
   * @example "+234 803 000 0000"
   */
  phone!: string;
  /** @example "overdue" */
  @ApiProperty({ enum: LOAN_STATUSES })
  status!: LoanStatus;
  /**
   * The unpaid rest of the oldest unpaid instalment, with the late interest up to the business date: `next_due_amount`
   * of the loan. It does not include later instalments that are also past due.
   * @example "87.50"
   */
  overdue_amount!: string;
  /**
   * Days past due of the oldest unpaid instalment.
   * @example 12
   */
  days_past_due!: number;
  /**
   * `overdue_amount` times `days_past_due`.
   * @example "1050.00"
   */
  priority!: string;
  /**
   * `broken_promise` when the newest promise was broken in the last 60 days; `wait_for_promise` until an open one is due.
   * Else by days past due: `remind` up to 7, `call` up to 30, `visit_or_letter` from 31. For a loan in default instead:
   * `default_notice` up to 179, `write_off_review` from 180.
   * @example "call"
   */
  @ApiProperty({ enum: NEXT_ACTIONS })
  next_action!: NextAction;
  /**
   * The remaining balance of the loan, as the loan itself says it on the business date.
   * @example "962.50"
   */
  remaining_balance!: string;
  /**
   * When the oldest unpaid instalment was due.
   * @example "2026-11-11"
   */
  @ApiProperty({ type: String, nullable: true })
  next_due_date!: string | null;
  /** The newest promise if it is open, or was broken in the last 60 days. */
  @ApiProperty({ type: LatePromiseResponse, nullable: true })
  promise!: LatePromiseResponse | null;
  /** By the notes about the loan and its borrower. */
  @ApiProperty({ type: LastContactResponse, nullable: true })
  last_contact!: LastContactResponse | null;
  /**
   * Who works on it.
   * @example "0198c0de-3333-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  assigned_to!: string | null;
  /**
   * The name of who works on it.
   * @example "Mei Tan"
   */
  @ApiProperty({ type: String, nullable: true })
  assignee!: string | null;
}

export class CollectionsResponse {
  /** @example "2026-11-23" */
  as_of!: string;
  /** @example "USD" */
  currency!: string;
  /** Highest priority first, by the figures of the last day-close; within a page by those shown. */
  results!: CollectionResponse[];
  /**
   * The address of the next page; null on the last.
   * @example "/api/reports/collections/?cursor=bjozMDAwMDowMTk4YzBkZS00NDQ0LTcwMDAtODAwMC0wMDAwMDAwMDAwMDE"
   */
  next!: string | null;
}

/** A late loan as a line of a file. */
export class CollectionRow extends OmitType(CollectionResponse, ['promise', 'last_contact']) {
  /** @example "open" */
  @ApiProperty({ enum: PROMISE_STATES, nullable: true })
  promise_state!: PaymentPromise['state'] | null;
  /** @example "87.50" */
  @ApiProperty({ type: String, nullable: true })
  promise_amount!: string | null;
  /** @example "0.00" */
  @ApiProperty({ type: String, nullable: true })
  promise_paid!: string | null;
  /** @example "2026-11-27" */
  @ApiProperty({ type: String, nullable: true })
  promise_due_on!: string | null;
  /** @example "call" */
  @ApiProperty({ enum: CONTACT_KINDS, nullable: true })
  contact_kind!: Note['kind'] | null;
  /** @example "no_answer" */
  @ApiProperty({ enum: NOTE_OUTCOMES, nullable: true })
  contact_outcome!: Note['outcome'];
  /** @example "2026-11-20T10:00:00.000Z" */
  @ApiProperty({ type: String, nullable: true })
  contact_at!: string | null;
}

export function toCollectionRow({ promise, last_contact: last, ...row }: CollectionResponse): CollectionRow {
  return {
    ...row,
    promise_state: promise?.state ?? null,
    promise_amount: promise?.amount ?? null,
    promise_paid: promise?.paid ?? null,
    promise_due_on: promise?.due_on ?? null,
    contact_kind: last?.kind ?? null,
    contact_outcome: last?.outcome ?? null,
    contact_at: last?.at ?? null,
  };
}
