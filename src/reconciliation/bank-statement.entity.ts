import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { bigintColumn } from '../database/columns.js';
import { BankAccount } from './bank-account.entity.js';

/** A bank statement that was read: a fact that never changes. */
@Entity('bank_statements')
@Unique('bank_statements_file_key', ['accountId', 'fileSha256', 'place'])
@Index('bank_statements_by_end', ['accountId', 'toOn'])
@Check('bank_statements_balances', '(opening IS NULL) = (closing IS NULL)')
export class BankStatement {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'bank_statements_pkey' })
  id!: string;

  @ForeignKey(() => BankAccount, { name: 'bank_statements_account_fkey' })
  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('text', { name: 'file_sha256' })
  fileSha256!: string;

  /** Its place in the file, from 1. */
  @Column('integer')
  place!: number;

  @Column('text', { nullable: true })
  number!: string | null;

  @Column('date', { name: 'from_on' })
  fromOn!: string;

  @Column('date', { name: 'to_on' })
  toOn!: string;

  /** Null, as `closing`, of a notification: it has no balances. */
  @Column('bigint', { nullable: true, transformer: bigintColumn })
  opening!: bigint | null;

  @Column('bigint', { nullable: true, transformer: bigintColumn })
  closing!: bigint | null;

  /** How many lines it has, and how many of them had not been read before. */
  @Column('integer')
  lines!: number;

  @Column('integer', { name: 'new_lines' })
  newLines!: number;

  /** Null: at the command line. */
  @ForeignKey(() => User, { name: 'bank_statements_importer_fkey' })
  @Column('uuid', { name: 'imported_by', nullable: true })
  importedBy!: string | null;

  @Column('timestamptz', { name: 'imported_at' })
  importedAt!: Date;
}
