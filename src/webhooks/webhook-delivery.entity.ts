import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { bigintColumn } from '../database/columns.js';
import type { EventType } from '../events/event-types.js';
import { WebhookEndpoint } from './webhook-endpoint.entity.js';

/** `failed`: given up after all attempts. `dropped`: its endpoint was switched off before it was delivered. */
export const DELIVERY_STATES = ['waiting', 'delivered', 'failed', 'dropped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One event for one endpoint. What is sent was written once; only its signature is made anew for each attempt. */
@Entity('webhook_deliveries')
@Unique('webhook_deliveries_once', ['eventId', 'endpointId'])
@Index('webhook_deliveries_due', ['endpointId', 'nextAttemptAt', 'seq'], { where: "state = 'waiting'" })
@Index('webhook_deliveries_of_endpoint', ['endpointId', 'id'])
@Index('webhook_deliveries_ended', ['endpointId', 'endedAt'], { where: 'ended_at IS NOT NULL' })
@Index('webhook_deliveries_by_time', { synchronize: false })
@Check(
  'webhook_deliveries_state',
  `state IN ('waiting', 'delivered', 'failed', 'dropped')
   AND (state = 'waiting') = (next_attempt_at IS NOT NULL) AND (state = 'waiting') = (ended_at IS NULL)`,
)
export class WebhookDelivery {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'webhook_deliveries_pkey' })
  id!: string;

  @ForeignKey(() => WebhookEndpoint, { name: 'webhook_deliveries_endpoint_fkey' })
  @Column('uuid', { name: 'endpoint_id' })
  endpointId!: string;

  @Column('uuid', { name: 'event_id' })
  eventId!: string;

  @Column('bigint', { transformer: bigintColumn })
  seq!: bigint;

  @Column('text')
  type!: EventType;

  @Column('text')
  body!: string;

  @Column('text')
  state!: DeliveryState;

  @Column('integer')
  attempts!: number;

  @Column('timestamptz', { name: 'next_attempt_at', nullable: true })
  nextAttemptAt!: Date | null;

  @Column('integer', { name: 'last_status', nullable: true })
  lastStatus!: number | null;

  @Column('text', { name: 'last_error', nullable: true })
  lastError!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;
}
