import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { withMandateColumns } from './mandate-columns.js';
import { Provider } from './provider.entity.js';

/** One version of what a provider allows to be done with its money. Rows are facts; amounts in minor units. */
@Entity('provider_mandates')
@Check(
  'provider_mandates_limits',
  'version > 0 AND reserve_amount >= 0 AND max_per_loan > 0 AND max_per_borrower > 0 ' +
    'AND max_per_borrower_share > 0 AND max_per_borrower_share <= 1 AND longest_term_months > 0',
)
export class ProviderMandate extends withMandateColumns<object>(Object) {
  @ForeignKey(() => Provider, { name: 'provider_mandates_provider_fkey' })
  @PrimaryColumn('uuid', { name: 'provider_id', primaryKeyConstraintName: 'provider_mandates_pkey' })
  providerId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'provider_mandates_pkey' })
  version!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @ForeignKey(() => User, { name: 'provider_mandates_author_fkey' })
  @Column('uuid', { name: 'created_by' })
  createdBy!: string;
}
