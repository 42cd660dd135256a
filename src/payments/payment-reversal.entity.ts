import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { Note } from '../notes/note.entity.js';
import { Payment } from './payment.entity.js';

/** A payment that was reversed, by whom and why. It counts as never made, and stays on record. */
@Entity('payment_reversals')
@Check('payment_reversals_money', "money IN ('returned', 'credit')")
@Check('payment_reversals_note', '(note_id IS NULL) = (reversed_by IS NULL)')
export class PaymentReversal {
  @ForeignKey(() => Payment, { name: 'payment_reversals_payment_fkey' })
  @PrimaryColumn('uuid', { name: 'payment_id', primaryKeyConstraintName: 'payment_reversals_pkey' })
  paymentId!: string;

  /** Why: the text is the note's. Null when the gateway took the money back; its transfer says why. */
  @ForeignKey(() => Note, { name: 'payment_reversals_note_fkey' })
  @Column('uuid', { name: 'note_id', nullable: true })
  noteId!: string | null;

  @Column('date', { name: 'business_date' })
  businessDate!: string;

  @ForeignKey(() => User, { name: 'payment_reversals_author_fkey' })
  @Column('uuid', { name: 'reversed_by', nullable: true })
  reversedBy!: string | null;

  /** Whether the money went back, or stays as the customer's credit. */
  @Column('text', { default: 'returned' })
  money!: 'returned' | 'credit';

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
