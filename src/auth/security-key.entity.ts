import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { bigintColumn } from '../database/columns.js';
import { User } from './user.entity.js';

/** A passkey or security key (WebAuthn) that shows the second factor of its user. */
@Entity('security_keys')
@Unique('security_keys_credential_key', ['credentialId'])
@Check('security_keys_counter', 'counter >= 0')
@Index('security_keys_user', ['userId'])
export class SecurityKey {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'security_keys_pkey' })
  id!: string;

  @ForeignKey(() => User, { name: 'security_keys_user_fkey' })
  @Column('uuid', { name: 'user_id' })
  userId!: string;

  /** What the key calls itself, in base64url. */
  @Column('text', { name: 'credential_id' })
  credentialId!: string;

  /** In COSE. */
  @Column('bytea', { name: 'public_key' })
  publicKey!: Buffer;

  /** How often the key says it was used; 0 for ever when it does not count. */
  @Column('bigint', { transformer: bigintColumn })
  counter!: bigint;

  /** How browsers reach it, such as usb or internal: a hint for them. */
  @Column('text', { array: true })
  transports!: string[];

  /** As its user calls it. */
  @Column('text')
  name!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;
}
