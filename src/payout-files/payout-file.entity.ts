import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { bigintColumn } from '../database/columns.js';
import { BankAccount } from '../reconciliation/bank-account.entity.js';

/** An order to a bank to pay, as it was handed out. It never changes: asked for again, it is the same to the byte. */
@Entity('payout_files')
@Unique('payout_files_message_key', ['messageId'])
@Check('payout_files_total', 'payments > 0 AND total > 0')
export class PayoutFile {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'payout_files_pkey' })
  id!: string;

  /** How the bank knows the file, which takes it once. */
  @Column('text', { name: 'message_id' })
  messageId!: string;

  /** The account that pays. */
  @ForeignKey(() => BankAccount, { name: 'payout_files_account_fkey' })
  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  /** Encrypted: it holds names and account numbers. */
  @Column('text', { name: 'sealed_content' })
  sealedContent!: string;

  /** Of the file as it was handed out. */
  @Column('text')
  sha256!: string;

  @Column('integer')
  payments!: number;

  /** Minor units. */
  @Column('bigint', { transformer: bigintColumn })
  total!: bigint;

  @Column('text')
  currency!: string;

  @Column('date', { name: 'execute_on' })
  executeOn!: string;

  /** Null at the command line. */
  @ForeignKey(() => User, { name: 'payout_files_author_fkey' })
  @Column('uuid', { name: 'made_by', nullable: true })
  madeBy!: string | null;

  @Column('timestamptz', { name: 'made_at' })
  madeAt!: Date;
}
