import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { ProfileColumns } from '../auth/profile-columns.js';
import { User } from '../auth/user.entity.js';
import { bigintColumn } from '../database/columns.js';
import { withMandateColumns } from './mandate-columns.js';

/** No balance reaches it (minor units). */
export const BALANCE_LIMIT = 10n ** 15n;

/**
 * A lender (LoanProvider): shares its id with its user. Its balances are summaries of the journal in minor units,
 * changed only by increments under a row lock (`ProviderBalances`).
 */
@Entity('providers')
@Unique('providers_number_key', ['number'])
@Index('providers_by_free_funds', ['freeAmount', 'id'], { where: 'free_amount > 0' })
@Index('providers_by_age', ['id'], { where: 'free_amount > 0' })
@Index('providers_by_idle_share', { synchronize: false })
@Check('providers_fund_not_negative', 'fund_amount >= 0')
@Check('providers_wallet_not_negative', 'wallet_amount >= 0')
@Check('providers_lent_not_negative', 'lent_amount >= 0')
@Check('providers_receivable_not_negative', 'receivable_amount >= 0')
@Check('providers_reserve', 'reserve_amount >= 0')
@Check('providers_fund_limit', `fund_amount < ${String(BALANCE_LIMIT)}`)
@Check('providers_wallet_limit', `wallet_amount < ${String(BALANCE_LIMIT)}`)
export class Provider extends withMandateColumns(ProfileColumns) {
  @ForeignKey(() => User, { name: 'providers_user_fkey' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'providers_pkey' })
  id!: string;

  /** Free to lend. */
  @Column('bigint', { name: 'fund_amount', default: '0', transformer: bigintColumn })
  fundAmount!: bigint;

  /** Money that came back from loans: may be withdrawn or reinvested. */
  @Column('bigint', { name: 'wallet_amount', default: '0', transformer: bigintColumn })
  walletAmount!: bigint;

  /** Principal outstanding on loans. */
  @Column('bigint', { name: 'lent_amount', default: '0', transformer: bigintColumn })
  lentAmount!: bigint;

  /** What it owes the bank: shares taken back after it had withdrawn them. */
  @Column('bigint', { name: 'receivable_amount', default: '0', transformer: bigintColumn })
  receivableAmount!: bigint;

  /** The version of its mandate in force; 0 is the default mandate. */
  @Column('integer', { name: 'mandate_version', default: 0 })
  mandateVersion!: number;

  /** What it may lend now: the fund above the reserve, or nothing while paused or disabled. Written by the database. */
  @Column({ type: 'bigint', name: 'free_amount', insert: false, update: false, transformer: bigintColumn })
  freeAmount!: bigint;

  /** The free part of all its money, in millionths, rounded down. Written by the database. */
  @Column({ type: 'integer', name: 'idle_ppm', insert: false, update: false })
  idlePpm!: number;

  /** The most it lends to one borrower; null means no limit. Written by the database. */
  @Column({
    type: 'bigint',
    name: 'borrower_cap',
    nullable: true,
    insert: false,
    update: false,
    transformer: bigintColumn,
  })
  borrowerCap!: bigint | null;
}
