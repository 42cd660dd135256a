import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { bigintColumn } from '../database/columns.js';
import { Provider } from './provider.entity.js';

/** One version of what a provider allows to be done with its money. Rows are facts; amounts in minor units. */
@Entity('provider_mandates')
@Check(
  'provider_mandates_limits',
  'version > 0 AND reserve_amount >= 0 AND max_per_loan > 0 AND max_per_borrower > 0 ' +
    'AND max_per_borrower_share > 0 AND max_per_borrower_share <= 1 AND longest_term_months > 0',
)
export class ProviderMandate {
  @ForeignKey(() => Provider, { name: 'provider_mandates_provider_fkey' })
  @PrimaryColumn('uuid', { name: 'provider_id', primaryKeyConstraintName: 'provider_mandates_pkey' })
  providerId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'provider_mandates_pkey' })
  version!: number;

  @Column('boolean')
  paused!: boolean;

  /** The amount that stays in the fund. */
  @Column('bigint', { name: 'reserve_amount', transformer: bigintColumn })
  reserveAmount!: bigint;

  @Column('bigint', { name: 'max_per_loan', nullable: true, transformer: bigintColumn })
  maxPerLoan!: bigint | null;

  @Column('bigint', { name: 'max_per_borrower', nullable: true, transformer: bigintColumn })
  maxPerBorrower!: bigint | null;

  /** The same limit as a part of all its money: 0.05 is 5 %. The lower of the two applies. */
  @Column('numeric', { name: 'max_per_borrower_share', nullable: true })
  maxPerBorrowerShare!: string | null;

  @Column('text', { name: 'lowest_score_band', nullable: true })
  lowestScoreBand!: string | null;

  @Column('integer', { name: 'longest_term_months', nullable: true })
  longestTermMonths!: number | null;

  @Column('boolean', { name: 'auto_reinvest' })
  autoReinvest!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @ForeignKey(() => User, { name: 'provider_mandates_author_fkey' })
  @Column('uuid', { name: 'created_by' })
  createdBy!: string;
}
