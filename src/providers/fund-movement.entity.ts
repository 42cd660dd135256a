import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { bigintColumn, EntryNo } from '../database/columns.js';
import { inSql } from '../database/in-sql.js';
import { Transfer } from '../transfers/transfer.entity.js';
import { Provider } from './provider.entity.js';

export const FUND_MOVEMENT_KINDS = [
  'deposit',
  'withdrawal',
  'reinvestment',
  'deposit_return',
  'withdrawal_return',
] as const;
export type FundMovementKind = (typeof FUND_MOVEMENT_KINDS)[number];

/**
 * Money that a provider brought in, took out, or made free to lend again: a fact that never changes, and the cause of
 * its row in the journal. Minor units. Automatic reinvestments by a mandate have no such row.
 */
@Entity('fund_movements')
@Check('fund_movements_amount', 'amount > 0')
@Check('fund_movements_kind', `kind IN (${inSql(FUND_MOVEMENT_KINDS)})`)
@Index('fund_movements_by_provider', ['providerId', 'entryNo'])
@Index('fund_movements_by_transfer', ['transferId'], { where: 'transfer_id IS NOT NULL' })
export class FundMovement {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'fund_movements_pkey' })
  id!: string;

  @ForeignKey(() => Provider, { name: 'fund_movements_provider_fkey' })
  @Column('uuid', { name: 'provider_id' })
  providerId!: string;

  @Column('text')
  kind!: FundMovementKind;

  @Column('bigint', { transformer: bigintColumn })
  amount!: bigint;

  @Column('text')
  currency!: string;

  @Column('date', { name: 'business_date' })
  businessDate!: string;

  /** Who entered it, if not the provider. */
  @ForeignKey(() => User, { name: 'fund_movements_author_fkey' })
  @Column('uuid', { name: 'entered_by', nullable: true })
  enteredBy!: string | null;

  /** The transfer that brought or takes the money, or that came back. */
  @ForeignKey(() => Transfer, { name: 'fund_movements_transfer_fkey' })
  @Column('uuid', { name: 'transfer_id', nullable: true })
  transferId!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @EntryNo()
  entryNo?: bigint;
}
