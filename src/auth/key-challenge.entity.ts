import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { inSql } from '../database/in-sql.js';
import { User } from './user.entity.js';

/** What a signature is for: a new key, a change of the account, a sign-in. */
export const CHALLENGE_PURPOSES = ['register', 'confirm', 'sign_in'] as const;
export type ChallengePurpose = (typeof CHALLENGE_PURPOSES)[number];

/** Random bytes that a security key is asked to sign. They count once. */
@Entity('key_challenges')
@Unique('key_challenges_challenge_key', ['userId', 'challenge'])
@Check('key_challenges_purpose', `purpose IN (${inSql(CHALLENGE_PURPOSES)})`)
export class KeyChallenge {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'key_challenges_pkey' })
  id!: string;

  @ForeignKey(() => User, { name: 'key_challenges_user_fkey' })
  @Column('uuid', { name: 'user_id' })
  userId!: string;

  /** In base64url, as browsers send it back. */
  @Column('text')
  challenge!: string;

  @Column('text')
  purpose!: ChallengePurpose;

  /** The session that asked; null: a sign-in. */
  @Column('uuid', { name: 'session_id', nullable: true })
  sessionId!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
