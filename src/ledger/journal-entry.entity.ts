import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { bigintColumn, EntryNo } from '../database/columns.js';
import { ACCOUNTS, type Account } from './accounts.js';
import { POSTING_KINDS, type PostingKind } from './postings.js';
import { inSql } from '../database/in-sql.js';

/** One transfer of the append-only journal; written by `Ledger.post`, never changed. */
@Entity('journal')
@Index('journal_by_provider', ['providerId', 'id'], { where: 'provider_id IS NOT NULL' })
@Index('journal_loan_event', { synchronize: false })
@Index('journal_payment_event', { synchronize: false })
@Index('journal_cause_event', { synchronize: false })
// A BRIN index takes only a few pages: inserts cost nothing, and a range of dates is read without the other rows.
@Index('journal_by_business_date', { synchronize: false })
@Index('journal_by_entry', { synchronize: false })
@Index('journal_into_bank', { synchronize: false })
@Index('journal_out_of_bank', { synchronize: false })
@Index('journal_reversal', ['reversesId'], { unique: true, where: 'reverses_id IS NOT NULL' })
@Check('journal_amount', 'amount > 0')
@Check('journal_kind', `kind IN (${inSql(POSTING_KINDS)})`)
@Check('journal_accounts', `debit_account IN (${inSql(ACCOUNTS)}) AND credit_account IN (${inSql(ACCOUNTS)})`)
export class JournalEntry {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'journal_pkey' })
  id!: string;

  @Column('timestamptz', { name: 'posted_at' })
  postedAt!: Date;

  @Column('date', { name: 'business_date' })
  businessDate!: string;

  @Column('text')
  kind!: PostingKind;

  @Column('text', { name: 'debit_account' })
  debitAccount!: Account;

  @Column('uuid', { name: 'debit_owner', nullable: true })
  debitOwner!: string | null;

  @Column('text', { name: 'credit_account' })
  creditAccount!: Account;

  @Column('uuid', { name: 'credit_owner', nullable: true })
  creditOwner!: string | null;

  @Column('bigint', { transformer: bigintColumn })
  amount!: bigint;

  @Column('text')
  currency!: string;

  @Column('uuid', { name: 'loan_id', nullable: true })
  loanId!: string | null;

  @Column('uuid', { name: 'payment_id', nullable: true })
  paymentId!: string | null;

  /**
   * The fact that caused a row which belongs to no payment and to no funding, pay-out or write-off of a loan. A fact
   * causes at most one row.
   */
  @Column('uuid', { name: 'cause_id', nullable: true })
  causeId!: string | null;

  @Column('uuid', { name: 'reverses_id', nullable: true })
  reversesId!: string | null;

  /** Starts at 0 and grows by one each time a replay of its loan posts the event again. */
  @Column('integer', { default: 0 })
  revision!: number;

  /** The provider whose account it touches. Written by the database. */
  @Column({ type: 'uuid', name: 'provider_id', nullable: true, insert: false, update: false })
  providerId?: string | null;

  @EntryNo()
  entryNo?: bigint;
}
