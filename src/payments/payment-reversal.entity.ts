import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { Note } from '../notes/note.entity.js';
import { Payment } from './payment.entity.js';

/** A payment that was reversed, by whom and why. It counts as never made, and stays on record. */
@Entity('payment_reversals')
export class PaymentReversal {
  @ForeignKey(() => Payment, { name: 'payment_reversals_payment_fkey' })
  @PrimaryColumn('uuid', { name: 'payment_id', primaryKeyConstraintName: 'payment_reversals_pkey' })
  paymentId!: string;

  /** Why: the text is the note's. */
  @ForeignKey(() => Note, { name: 'payment_reversals_note_fkey' })
  @Column('uuid', { name: 'note_id' })
  noteId!: string;

  @Column('date', { name: 'business_date' })
  businessDate!: string;

  @ForeignKey(() => User, { name: 'payment_reversals_author_fkey' })
  @Column('uuid', { name: 'reversed_by' })
  reversedBy!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
