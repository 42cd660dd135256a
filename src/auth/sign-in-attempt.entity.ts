import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Attempts at one account's password since the last that was right. */
@Entity('sign_in_attempts')
export class SignInAttempt {
  /** A keyed hash of the username: people type passwords there, and most that are tried do not exist. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'sign_in_attempts_pkey' })
  account!: Buffer;

  /** An address that the user signed in from before, or `*`: all others together. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'sign_in_attempts_pkey' })
  source!: string;

  @Column('integer')
  failures!: number;

  @Column('timestamptz', { name: 'last_at' })
  lastAt!: Date;

  @Column('timestamptz', { name: 'closed_until' })
  closedUntil!: Date;
}
