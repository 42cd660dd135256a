import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Role } from './access.js';
import type { Language } from './languages.js';
import { DomainError } from '../runtime/problems.js';

/** Someone who may sign in. A customer's or provider's profile row has the same id. */
@Entity('users')
@Check('users_role', "role IN ('customer', 'provider', 'staff', 'admin')")
@Check('users_language', "language IN ('en', 'es', 'fr', 'ar')")
// Unique on lower(username), which only the migration can express.
@Index('users_username_key', { synchronize: false })
@Index('users_by_ended_sessions', ['sessionsEndedAt'], { where: 'sessions_ended_at IS NOT NULL' })
export class User {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'users_pkey' })
  id!: string;

  /** As typed; unique regardless of case. */
  @Column('text')
  username!: string;

  /** argon2id, PHC format. */
  @Column('text', { name: 'password_hash' })
  passwordHash!: string;

  /**
   * Set while the password is a temporary one, given by somebody else: until when it can be used to choose a new one.
   */
  @Column('timestamptz', { name: 'password_temporary_until', nullable: true })
  passwordTemporaryUntil!: Date | null;

  @Column('text')
  role!: Role;

  @Column('text', { name: 'first_name', default: '' })
  firstName!: string;

  @Column('text', { name: 'last_name', default: '' })
  lastName!: string;

  @Column('text', { default: '' })
  email!: string;

  /** Where links for a new password go until a password has confirmed `email`; null: to that. Empty: nowhere. */
  @Column('text', { name: 'link_email', nullable: true })
  linkEmail!: string | null;

  /** What the portal and letters speak to the user; null: not chosen. */
  @Column('text', { nullable: true })
  language!: Language | null;

  @Column('boolean', { name: 'is_active', default: true })
  isActive!: boolean;

  /** Since when signing in takes a code too; null: the password is enough. */
  @Column('timestamptz', { name: 'factor_since', nullable: true })
  factorSince!: Date | null;

  /** Incremented each time all sessions are ended; access tokens carry it. */
  @Column('integer', { name: 'session_epoch', default: 0 })
  sessionEpoch!: number;

  @Column('timestamptz', { name: 'sessions_ended_at', nullable: true })
  sessionsEndedAt!: Date | null;

  /** Other users that are the same person, as far as an admin has said so: staff do not act on those. */
  @Column('uuid', { name: 'own_accounts', array: true, default: '{}' })
  ownAccounts!: string[];

  /** Since when nothing is known of the person; null: it is known. */
  @Column('timestamptz', { name: 'erased_at', nullable: true })
  erasedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}

/** Throws `person_erased`: nothing is written anew of who was forgotten. */
export function assertKnown({ id, erasedAt }: Pick<User, 'id' | 'erasedAt'>): void {
  if (erasedAt === null) return;
  throw new DomainError('person_erased', `The person ${id} was erased: nothing is kept of it any more.`);
}
