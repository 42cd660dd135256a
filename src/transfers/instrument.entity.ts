import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { User } from '../auth/user.entity.js';
import { inSql } from '../database/in-sql.js';

export const INSTRUMENT_KINDS = ['card', 'bank_debit', 'bank_account', 'wallet'] as const;
export type InstrumentKind = (typeof INSTRUMENT_KINDS)[number];
/** Whether money is paid to instruments of this kind, not collected from them. */
export function isPaidTo(kind: InstrumentKind): boolean {
  return kind === 'bank_account' || kind === 'wallet';
}
export const INSTRUMENT_STATES = ['pending', 'usable', 'refused', 'revoked'] as const;
export type InstrumentState = (typeof INSTRUMENT_STATES)[number];

/**
 * What a user pays with, or is paid to, by the name that a gateway gave it. Numbers of cards and accounts to collect from
 * never reach the platform: people type them into the gateway's own fields. An account to pay to is kept sealed.
 */
@Entity('instruments')
@Index('instruments_by_user', ['userId', 'id'])
@Check('instruments_kind', `kind IN (${inSql(INSTRUMENT_KINDS)})`)
@Check('instruments_state', `state IN (${inSql(INSTRUMENT_STATES)})`)
export class Instrument {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'instruments_pkey' })
  id!: string;

  @ForeignKey(() => User, { name: 'instruments_user_fkey' })
  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @Column('text')
  gateway!: string;

  /** How the gateway calls it. */
  @Column('text')
  token!: string;

  @Column('text')
  kind!: InstrumentKind;

  /** What its owner knows it by, such as the last four digits. */
  @Column('text')
  label!: string;

  @Column('text')
  state!: InstrumentState;

  /** The owner's consent to be debited, as the gateway calls it. */
  @Column('text', { name: 'mandate_ref', nullable: true })
  mandateRef!: string | null;

  @Column('timestamptz', { name: 'mandated_at', nullable: true })
  mandatedAt!: Date | null;

  /** Holder and number of an account to pay to, sealed (`PayoutAccounts`). */
  @Column('text', { name: 'sealed_account', nullable: true })
  sealedAccount!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
