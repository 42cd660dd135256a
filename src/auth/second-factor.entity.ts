import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { User } from './user.entity.js';

/** What an authenticator app makes codes from. One a user; not in use until a first code has confirmed it. */
@Entity('second_factors')
@Unique('second_factors_user_key', ['userId'])
@Check('second_factors_confirmed', '(confirmed_at IS NULL) = (last_step IS NULL)')
export class SecondFactor {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'second_factors_pkey' })
  id!: string;

  @ForeignKey(() => User, { name: 'second_factors_user_fkey' })
  @Column('uuid', { name: 'user_id' })
  userId!: string;

  /** Base32, sealed with SECRETS_KEY. */
  @Column('text')
  secret!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt!: Date | null;

  /** The latest period of 30 seconds whose code was accepted: its code and earlier ones are not any more. */
  @Column('integer', { name: 'last_step', nullable: true })
  lastStep!: number | null;
}
