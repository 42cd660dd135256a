import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { bigintColumn, EntryNo } from '../database/columns.js';
import type { ProblemCode } from '../runtime/problems.js';
import { Customer } from '../customers/customer.entity.js';
import { Loan } from './loan.entity.js';

export const QUEUE_STATES = ['waiting', 'funded', 'cancelled', 'expired', 'refused'] as const;
export type QueueState = (typeof QUEUE_STATES)[number];

/** A loan's place in the funding queue. It ends once, and is kept. Minor units. */
@Entity('funding_queue')
@Index('funding_queue_in_order', ['priority', 'entryNo'], { where: "state = 'waiting'" })
@Index('funding_queue_by_customer', ['customerId', 'loanId'])
@Check(
  'funding_queue_state',
  "state IN ('waiting', 'funded', 'cancelled', 'expired', 'refused') AND (state = 'waiting') = (ended_at IS NULL) AND (state = 'refused') = (reason IS NOT NULL)",
)
@Check('funding_queue_amount', 'amount > 0')
export class QueueEntry {
  @ForeignKey(() => Loan, { name: 'funding_queue_loan_fkey' })
  @PrimaryColumn('uuid', { name: 'loan_id', primaryKeyConstraintName: 'funding_queue_pkey' })
  loanId!: string;

  @ForeignKey(() => Customer, { name: 'funding_queue_customer_fkey' })
  @Column('uuid', { name: 'customer_id' })
  customerId!: string;

  @Column('bigint', { transformer: bigintColumn })
  amount!: bigint;

  /** The lowest is served first. */
  @Column('integer')
  priority!: number;

  @Column('timestamptz', { name: 'queued_at' })
  queuedAt!: Date;

  /** From this business date on, money is reserved for it: what it could use is kept from those behind it. */
  @Column('date', { name: 'holds_on' })
  holdsOn!: string;

  /** The last business date on which it may wait. */
  @Column('date', { name: 'expires_on' })
  expiresOn!: string;

  @Column('text')
  state!: QueueState;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  /** Why it was refused: the code that a request for the loan would be refused with. */
  @Column('text', { nullable: true })
  reason!: ProblemCode | null;

  @EntryNo()
  entryNo?: bigint;
}
