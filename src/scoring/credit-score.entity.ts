import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { EntryNo } from '../database/columns.js';
import { Customer } from '../customers/customer.entity.js';
import type { Contribution } from '../lending/credit-score.js';

/** A customer's score as it became on a business date, and why: a fact that never changes. */
@Entity('credit_scores')
@Index('credit_scores_by_customer', ['customerId', 'entryNo'])
@Check('credit_scores_score', 'score BETWEEN 300 AND 850')
export class CreditScoreRecord {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'credit_scores_pkey' })
  id!: string;

  @ForeignKey(() => Customer, { name: 'credit_scores_customer_fkey' })
  @Column('uuid', { name: 'customer_id' })
  customerId!: string;

  @Column('date', { name: 'business_date' })
  businessDate!: string;

  @Column('integer')
  score!: number;

  /** The band of the configuration in force then. */
  @Column('text', { nullable: true })
  band!: string | null;

  @Column('jsonb')
  contributions!: Contribution[];

  /** What happened, separated by commas. */
  @Column('text')
  cause!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @EntryNo()
  entryNo?: bigint;
}
