import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { EntryNo } from '../database/columns.js';
import { Customer } from '../customers/customer.entity.js';
import type { Contribution } from '../lending/credit-score.js';

/** A customer's score on a business date when it changed, and why: a fact that never changes. */
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

  /** The band by the configuration in force at that time. */
  @Column('text', { nullable: true })
  band!: string | null;

  @Column('jsonb')
  contributions!: Contribution[];

  /** The causes, separated by commas. */
  @Column('text')
  cause!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @EntryNo()
  entryNo?: bigint;
}
