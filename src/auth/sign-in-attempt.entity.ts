import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Attempts at one account's password, or at the codes of its second factor, since the last correct one. */
@Entity('sign_in_attempts')
export class SignInAttempt {
  /** A keyed hash of the username: it may be a mistyped password, and most tried usernames do not exist. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'sign_in_attempts_pkey' })
  account!: Buffer;

  /** An address from which the user signed in before, or `*` for all others together. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'sign_in_attempts_pkey' })
  source!: string;

  @Column('integer')
  failures!: number;

  @Column('timestamptz', { name: 'last_at' })
  lastAt!: Date;

  @Column('timestamptz', { name: 'closed_until' })
  closedUntil!: Date;
}
