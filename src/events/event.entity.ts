import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { bigintColumn } from '../database/columns.js';
import type { EventType } from './event-types.js';

/**
 * Events that are committed and have no number yet: those that were written together, so that a command of many loans
 * writes one row. `Outbox` writes it, `Sequencer` takes it away.
 */
@Entity('outbox')
export class WaitingEvents {
  /** The order of writing, given while the subjects are locked. */
  @PrimaryColumn('bigint', {
    name: 'entry_no',
    primaryKeyConstraintName: 'outbox_pkey',
    default: () => "nextval('entry_order')",
    insert: false,
    transformer: bigintColumn,
  })
  entryNo!: bigint;

  @Column('integer')
  count!: number;

  /** For events that have no date of their own. */
  @Column('date', { name: 'business_date' })
  businessDate!: string;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt!: Date;

  /** The lists are in the order of the events; one in which all are null is not there. */
  @Column('uuid', { array: true })
  ids!: string[];

  @Column('text', { array: true })
  types!: EventType[];

  @Column('date', { name: 'business_dates', array: true, nullable: true })
  businessDates!: (string | null)[] | null;

  @Column('uuid', { name: 'subject_ids', array: true, nullable: true })
  subjectIds!: (string | null)[] | null;

  @Column('uuid', { name: 'loan_ids', array: true, nullable: true })
  loanIds!: (string | null)[] | null;

  @Column('uuid', { name: 'customer_ids', array: true, nullable: true })
  customerIds!: (string | null)[] | null;

  @Column('uuid', { name: 'provider_ids', array: true, nullable: true })
  providerIds!: (string | null)[] | null;

  @Column('uuid', { name: 'actor_ids', array: true, nullable: true })
  actorIds!: (string | null)[] | null;

  @Column('json')
  data!: Record<string, unknown>[];
}

/**
 * An event with its number. It never changes; it is forgotten after a time. The table is partitioned by the months of
 * the ids, so the id is its key; that a number is given once follows from the sequencer's lock, and the proof checks it.
 */
@Entity('events')
@Index('events_by_seq', ['seq'])
@Index('events_of_loan', ['loanId', 'seq'], { where: 'loan_id IS NOT NULL' })
@Index('events_of_provider', ['providerId', 'seq'], { where: 'provider_id IS NOT NULL' })
@Index('events_by_time', { synchronize: false })
export class SequencedEvent {
  /** Without gaps. Of two events of one subject, the later one has the higher number. */
  @Column('bigint', { transformer: bigintColumn })
  seq!: bigint;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'events_pkey' })
  id!: string;

  @Column('text')
  type!: EventType;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt!: Date;

  @Column('date', { name: 'business_date' })
  businessDate!: string;

  /** Null where there is only one subject of its kind. */
  @Column('uuid', { name: 'subject_id', nullable: true })
  subjectId!: string | null;

  @Column('uuid', { name: 'loan_id', nullable: true })
  loanId!: string | null;

  @Column('uuid', { name: 'customer_id', nullable: true })
  customerId!: string | null;

  /** Set where the event is one provider's own. */
  @Column('uuid', { name: 'provider_id', nullable: true })
  providerId!: string | null;

  /** The user who did it; null when the platform did. */
  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId!: string | null;

  @Column('jsonb')
  data!: Record<string, unknown>;

  /** Its place in the order of writing, as it had in the outbox. */
  @Column('bigint', { name: 'entry_no', transformer: bigintColumn })
  entryNo!: bigint;
}
