import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { bigintColumn } from '../database/columns.js';
import { inSql } from '../database/in-sql.js';
import { Loan } from '../loans/loan.entity.js';
import { Provider } from '../providers/provider.entity.js';
import { Transfer } from '../transfers/transfer.entity.js';
import { StatementLineRow } from './statement-line.entity.js';

export const MATCH_KINDS = ['transfer', 'charge', 'banked', 'outside'] as const;
export type MatchKind = (typeof MATCH_KINDS)[number];

/** What explains a line, or a part of it. It stands while the line is explained and has the same revision. */
@Entity('line_matches')
@Index('line_matches_once', { synchronize: false })
@Index('line_matches_by_transfer', ['transferId'], { where: 'transfer_id IS NOT NULL' })
@Check('line_matches_kind', `kind IN (${inSql(MATCH_KINDS)})`)
@Check('line_matches_transfer', "(kind = 'transfer') = (transfer_id IS NOT NULL)")
@Check('line_matches_subject', "kind = 'banked' OR (loan_id IS NULL AND provider_id IS NULL)")
export class LineMatch {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'line_matches_pkey' })
  id!: string;

  @ForeignKey(() => StatementLineRow, { name: 'line_matches_line_fkey' })
  @Column('uuid', { name: 'line_id' })
  lineId!: string;

  /** That of the line when it was explained. */
  @Column('integer')
  revision!: number;

  @Column('text')
  kind!: MatchKind;

  @ForeignKey(() => Transfer, { name: 'line_matches_transfer_fkey' })
  @Column('uuid', { name: 'transfer_id', nullable: true })
  transferId!: string | null;

  /** Whose pay-out or payment went through the bank though it was booked as cash. */
  @ForeignKey(() => Loan, { name: 'line_matches_loan_fkey' })
  @Column('uuid', { name: 'loan_id', nullable: true })
  loanId!: string | null;

  @ForeignKey(() => Provider, { name: 'line_matches_provider_fkey' })
  @Column('uuid', { name: 'provider_id', nullable: true })
  providerId!: string | null;

  /** The part of the line, with its sign. Minor units. */
  @Column('bigint', { transformer: bigintColumn })
  amount!: bigint;

  /** Null: booked by itself, because the line names it. */
  @ForeignKey(() => User, { name: 'line_matches_author_fkey' })
  @Column('uuid', { name: 'decided_by', nullable: true })
  decidedBy!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
