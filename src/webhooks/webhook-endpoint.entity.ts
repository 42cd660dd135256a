import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { LeasedColumns } from '../commands/leased-columns.js';

export const ENDPOINT_STATES = ['enabled', 'disabled', 'gone'] as const;
export type EndpointState = (typeof ENDPOINT_STATES)[number];
/** `asked`: somebody did it. `failing`: it has only failed for days. `gone`: it answered 410, or was deleted. */
export const DISABLED_REASONS = ['asked', 'failing', 'gone', 'owner'] as const;
export type DisabledReason = (typeof DISABLED_REASONS)[number];

/** Every type, now and later. */
export const ALL_TYPES = '*';

/** An address that is told of events. Workers share the table: whoever has the lease of an endpoint sends to it. */
@Entity('webhook_endpoints')
@Index('webhook_endpoints_due', ['nextAttemptAt'], { where: "state = 'enabled'" })
@Index('webhook_endpoints_of_owner', ['ownerId', 'id'], { where: 'owner_id IS NOT NULL' })
@Check(
  'webhook_endpoints_state',
  "state IN ('enabled', 'disabled', 'gone') AND (state = 'enabled') = (disabled_reason IS NULL)",
)
@Check('webhook_endpoints_old_secret', '(old_secret IS NULL) = (old_secret_until IS NULL)')
export class WebhookEndpoint extends LeasedColumns {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'webhook_endpoints_pkey' })
  id!: string;

  @Column('text')
  url!: string;

  @Column('text')
  description!: string;

  /** Types of events, or `*` alone. */
  @Column('text', { array: true })
  types!: string[];

  /** The provider whose it is, and whose own events it gets; null: the bank. */
  @ForeignKey(() => User, { name: 'webhook_endpoints_owner_fkey' })
  @Column('uuid', { name: 'owner_id', nullable: true })
  ownerId!: string | null;

  @Column('text')
  state!: EndpointState;

  @Column('text', { name: 'disabled_reason', nullable: true })
  disabledReason!: DisabledReason | null;

  /** Sealed: what its messages are signed with. */
  @Column('text')
  secret!: string;

  /** Sealed: the one before, with which they are signed too for a while. */
  @Column('text', { name: 'old_secret', nullable: true })
  oldSecret!: string | null;

  @Column('timestamptz', { name: 'old_secret_until', nullable: true })
  oldSecretUntil!: Date | null;

  /** Since when nothing has reached it; null: the last attempt did. */
  @Column('timestamptz', { name: 'failing_since', nullable: true })
  failingSince!: Date | null;

  /** The last day of failing that was told. */
  @Column('integer', { name: 'failing_told', default: 0 })
  failingTold!: number;

  @ForeignKey(() => User, { name: 'webhook_endpoints_author_fkey' })
  @Column('uuid', { name: 'created_by' })
  createdBy!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
