import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { bigintColumn } from '../common/columns.js';

/**
 * A lender (LoanProvider): shares its id with its user. The three balances are summaries of the journal in
 * minor units, changed only by increments under a row lock (`ProviderBalances`).
 */
@Entity('providers')
@Index('providers_by_free_funds', ['fundAmount', 'id'], { where: 'fund_amount > 0' })
@Index('providers_by_age', ['id'], { where: 'fund_amount > 0' })
@Check('providers_fund_not_negative', 'fund_amount >= 0')
@Check('providers_wallet_not_negative', 'wallet_amount >= 0')
@Check('providers_lent_not_negative', 'lent_amount >= 0')
@Check('providers_receivable_not_negative', 'receivable_amount >= 0')
@Check('providers_fund_limit', 'fund_amount < 1000000000000000')
@Check('providers_wallet_limit', 'wallet_amount < 1000000000000000')
export class Provider {
  @ForeignKey(() => User, { name: 'providers_user_fkey' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'providers_pkey' })
  id!: string;

  @Column('text', { default: '' })
  phone!: string;

  @Column('text', { default: '' })
  address!: string;

  /** Free to lend. */
  @Column('bigint', { name: 'fund_amount', default: '0', transformer: bigintColumn })
  fundAmount!: bigint;

  /** Came back from loans: may be withdrawn or reinvested. */
  @Column('bigint', { name: 'wallet_amount', default: '0', transformer: bigintColumn })
  walletAmount!: bigint;

  /** Principal out on loans. */
  @Column('bigint', { name: 'lent_amount', default: '0', transformer: bigintColumn })
  lentAmount!: bigint;

  /** What it owes to the bank: shares taken back after it had withdrawn them. */
  @Column('bigint', { name: 'receivable_amount', default: '0', transformer: bigintColumn })
  receivableAmount!: bigint;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
