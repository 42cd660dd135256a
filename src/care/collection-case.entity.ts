import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { Loan } from '../loans/loan.entity.js';

/**
 * From when until when a loan was late, and who works on it. It only remembers: whether a loan is late, and what to do
 * next, is asked of the loan.
 */
@Entity('collection_cases')
@Index('collection_cases_one_open', ['loanId'], { unique: true, where: 'closed_on IS NULL' })
@Index('collection_cases_of_one', ['assignedTo'], { where: 'closed_on IS NULL AND assigned_to IS NOT NULL' })
export class CollectionCase {
  @ForeignKey(() => Loan, { name: 'collection_cases_loan_fkey' })
  @PrimaryColumn('uuid', { name: 'loan_id', primaryKeyConstraintName: 'collection_cases_pkey' })
  loanId!: string;

  @PrimaryColumn('date', { name: 'opened_on', primaryKeyConstraintName: 'collection_cases_pkey' })
  openedOn!: string;

  @Column('date', { name: 'closed_on', nullable: true })
  closedOn!: string | null;

  @ForeignKey(() => User, { name: 'collection_cases_assignee_fkey' })
  @Column('uuid', { name: 'assigned_to', nullable: true })
  assignedTo!: string | null;
}
