import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { WebhookDelivery } from './webhook-delivery.entity.js';

/** A time that a delivery was sent, and what came back. */
@Entity('webhook_attempts')
@Index('webhook_attempts_of_delivery', ['deliveryId', 'id'])
@Index('webhook_attempts_by_time', { synchronize: false })
export class WebhookAttempt {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'webhook_attempts_pkey' })
  id!: string;

  @ForeignKey(() => WebhookDelivery, { name: 'webhook_attempts_delivery_fkey', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'delivery_id' })
  deliveryId!: string;

  @Column('timestamptz')
  at!: Date;

  /** Null when nothing was answered. */
  @Column('integer', { nullable: true })
  status!: number | null;

  @Column('integer')
  ms!: number;

  @Column('text', { nullable: true })
  error!: string | null;

  /** How the answer began. */
  @Column('text', { nullable: true })
  answer!: string | null;
}
