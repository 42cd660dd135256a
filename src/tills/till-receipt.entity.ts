import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { bigintColumn } from '../database/columns.js';
import { inSql } from '../database/in-sql.js';

/** How money came over the counter, or left over it. */
export const METHODS = ['cash', 'transfer', 'cheque', 'card', 'mobile_money', 'other'] as const;
export type Method = (typeof METHODS)[number];

/** `back`: a payment that is reversed, whose money is handed back. */
export const RECEIPT_KINDS = ['in', 'out', 'back'] as const;
export type ReceiptKind = (typeof RECEIPT_KINDS)[number];

/**
 * The receipt of money that staff took in or handed out: a fact that never changes. Receipts of a teller and a date are
 * numbered without a gap, which shows one that was torn out. Minor units.
 */
@Entity('till_receipts')
@Check('till_receipts_amount', 'nr > 0 AND amount > 0')
@Check('till_receipts_kind', `kind IN (${inSql(RECEIPT_KINDS)})`)
@Check('till_receipts_method', `method IN (${inSql(METHODS)})`)
@Check('till_receipts_subject', 'num_nonnulls(payment_id, movement_id, reversal_id) = 1')
@Index('till_receipts_of_payment', ['paymentId'], { unique: true, where: 'payment_id IS NOT NULL' })
@Index('till_receipts_of_movement', ['movementId'], { unique: true, where: 'movement_id IS NOT NULL' })
@Index('till_receipts_of_reversal', ['reversalId'], { unique: true, where: 'reversal_id IS NOT NULL' })
@Index('till_receipts_by_reference', ['reference'], { where: 'reference IS NOT NULL' })
export class TillReceipt {
  @PrimaryColumn('date', { name: 'business_date', primaryKeyConstraintName: 'till_receipts_pkey' })
  businessDate!: string;

  /** The teller. */
  @ForeignKey(() => User, { name: 'till_receipts_user_fkey' })
  @PrimaryColumn('uuid', { name: 'user_id', primaryKeyConstraintName: 'till_receipts_pkey' })
  userId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'till_receipts_pkey' })
  nr!: number;

  @Column('text')
  kind!: ReceiptKind;

  @Column('text')
  method!: Method;

  /** The number of a cheque or a transfer, as it was typed. */
  @Column('text', { nullable: true })
  reference!: string | null;

  @Column('bigint', { transformer: bigintColumn })
  amount!: bigint;

  @Column('text')
  currency!: string;

  @ForeignKey('Payment', { name: 'till_receipts_payment_fkey' })
  @Column('uuid', { name: 'payment_id', nullable: true })
  paymentId!: string | null;

  @ForeignKey('FundMovement', { name: 'till_receipts_movement_fkey' })
  @Column('uuid', { name: 'movement_id', nullable: true })
  movementId!: string | null;

  /** The payment whose reversal handed the money back. */
  @ForeignKey('PaymentReversal', { name: 'till_receipts_reversal_fkey' })
  @Column('uuid', { name: 'reversal_id', nullable: true })
  reversalId!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
