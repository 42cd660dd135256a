import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { bigintColumn } from '../database/columns.js';
import { WebhookEndpoint } from './webhook-endpoint.entity.js';

/** What an endpoint was due of the events after a number, up to another: what it is due at any number stays known. */
@Entity('webhook_subscriptions')
@Index('webhook_subscriptions_one_open', ['endpointId'], { unique: true, where: 'until_seq IS NULL' })
@Check('webhook_subscriptions_range', 'until_seq >= after_seq')
export class WebhookSubscription {
  @ForeignKey(() => WebhookEndpoint, { name: 'webhook_subscriptions_endpoint_fkey' })
  @PrimaryColumn('uuid', { name: 'endpoint_id', primaryKeyConstraintName: 'webhook_subscriptions_pkey' })
  endpointId!: string;

  @PrimaryColumn('bigint', {
    name: 'after_seq',
    primaryKeyConstraintName: 'webhook_subscriptions_pkey',
    transformer: bigintColumn,
  })
  afterSeq!: bigint;

  /** Null while it lasts. */
  @Column('bigint', { name: 'until_seq', nullable: true, transformer: bigintColumn })
  untilSeq!: bigint | null;

  @Column('text', { array: true })
  types!: string[];
}
