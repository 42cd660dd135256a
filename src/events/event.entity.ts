import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { bigintColumn } from '../database/columns.js';
import type { EventType } from './event-types.js';

/** What an event tells. */
abstract class Told {
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
}

/** An event that is committed and has no number yet. `Outbox` writes it, `Sequencer` takes it away. */
@Entity('outbox')
export class WaitingEvent extends Told {
  @Column('uuid')
  id!: string;

  /** The order of writing, given while the subject is locked. */
  @PrimaryColumn('bigint', {
    name: 'entry_no',
    primaryKeyConstraintName: 'outbox_pkey',
    default: () => "nextval('entry_order')",
    insert: false,
    transformer: bigintColumn,
  })
  entryNo!: bigint;
}

/** An event with its number. It never changes; it is forgotten after a time. */
@Entity('events')
@Unique('events_id_key', ['id'])
@Index('events_of_loan', ['loanId', 'seq'], { where: 'loan_id IS NOT NULL' })
@Index('events_of_provider', ['providerId', 'seq'], { where: 'provider_id IS NOT NULL' })
@Index('events_by_time', { synchronize: false })
export class SequencedEvent extends Told {
  /** Without gaps. Of two events of one subject, the later one has the higher number. */
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'events_pkey', transformer: bigintColumn })
  seq!: bigint;

  @Column('uuid')
  id!: string;

  /** Its place in the order of writing, as it had in the outbox. */
  @Column('bigint', { name: 'entry_no', transformer: bigintColumn })
  entryNo!: bigint;
}
