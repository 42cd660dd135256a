import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { bigintColumn } from '../database/columns.js';
import type { CsvFormatDto } from './csv-format.dto.js';

/** An account of the bank at another bank. Its money stands in the books as cash that it owns. */
@Entity('bank_accounts')
@Unique('bank_accounts_number_key', ['number'])
@Check('bank_accounts_opening', 'opening_balance >= 0')
export class BankAccount {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'bank_accounts_pkey' })
  id!: string;

  @Column('text')
  name!: string;

  /** IBAN or number as its statements name it, without spaces. */
  @Column('text')
  number!: string;

  @Column('text')
  currency!: string;

  /** What lay there at the beginning of `openedOn`, minor units: a part of the cash of then. */
  @Column('bigint', { name: 'opening_balance', transformer: bigintColumn })
  openingBalance!: bigint;

  @Column('date', { name: 'opened_on' })
  openedOn!: string;

  /** The gateways whose payouts arrive here. */
  @Column('text', { array: true })
  gateways!: string[];

  /** Which columns of a CSV file say what; null: nothing was set. */
  @Column('jsonb', { name: 'csv_format', nullable: true })
  csvFormat!: CsvFormatDto | null;

  @ForeignKey(() => User, { name: 'bank_accounts_author_fkey' })
  @Column('uuid', { name: 'created_by' })
  createdBy!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
