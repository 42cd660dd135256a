import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { Clock } from '../database/clock.js';
import { Retention } from '../database/retention.js';
import type { Tx } from '../database/transactions.js';
import { newId } from '../runtime/ids.js';
import { DomainError } from '../runtime/problems.js';
import { KeyChallenge, type ChallengePurpose } from './key-challenge.entity.js';
import { relyingPartyOf, type RelyingParty } from './relying-party.js';
import { SecurityKey } from './security-key.entity.js';
import type { User } from './user.entity.js';
import {
  CHALLENGE_MS,
  challengeIn,
  checkMade,
  checkProof,
  creationOptions,
  requestOptions,
  type CreationOptions,
  type KeyProof,
  type MadeKey,
  type RequestOptions,
} from './webauthn.js';

/** What a challenge is for, and which session asked; null: a sign-in. */
export interface Asked {
  purpose: ChallengePurpose;
  session: string | null;
}

const MOST_KEYS = 10;

/**
 * Passkeys and security keys of users, and the challenges they sign. A challenge is of one user, one purpose and one
 * session, and counts once, for five minutes: it is used up by whatever answers it, right or wrong. Everything here is
 * called in a transaction that has locked the user.
 */
@Injectable()
export class SecurityKeys implements OnModuleInit {
  private readonly logger = new Logger(SecurityKeys.name);
  private readonly party: RelyingParty | null;

  constructor(
    private readonly clock: Clock,
    private readonly retention: Retention,
    @Inject(APP_CONFIG) config: Pick<AppConfig, 'publicUrl' | 'consoleUrl' | 'keyDomain'>,
  ) {
    this.party = relyingPartyOf(config);
  }

  onModuleInit(): void {
    this.retention.forget('challenges of security keys', {
      table: 'key_challenges',
      where: "created_at < now() - interval '1 hour'",
    });
  }

  /** Whether security keys can be set up on pages of this server. */
  get arePossible(): boolean {
    return this.party !== null;
  }

  /** Throws `keys_off` where browsers use no keys. */
  assertPossible(): RelyingParty {
    if (this.party !== null) return this.party;
    throw new DomainError(
      'keys_off',
      'Browsers use security keys over https only, and for a domain: set PUBLIC_URL to an https address with a name.',
    );
  }

  of(tx: Tx, userId: string): Promise<SecurityKey[]> {
    return tx.find(SecurityKey, { where: { userId }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  /** What a browser takes to make another key. Throws `keys_off`, and `factor_state` for one key too many. */
  async propose(tx: Tx, user: User, session: string | null): Promise<CreationOptions> {
    const party = this.assertPossible();
    const present = await this.of(tx, user.id);
    if (present.length >= MOST_KEYS) {
      const most = `Nobody has more than ${String(MOST_KEYS)} security keys. Remove one first.`;
      throw new DomainError('factor_state', most);
    }
    const options = await creationOptions(party, user, present);
    await this.ask(tx, user.id, options.challenge, { purpose: 'register', session });
    return options;
  }

  /** What a browser takes to ask a key of the user for a signature; null when there is none, or none works here. */
  async challenge(tx: Tx, user: User, asked: Asked): Promise<RequestOptions | null> {
    const keys = this.party === null ? [] : await this.of(tx, user.id);
    if (this.party === null || keys.length === 0) return null;
    const options = await requestOptions(this.party, keys);
    await this.ask(tx, user.id, options.challenge, asked);
    return options;
  }

  /** Takes a key that was made for `propose`; null when it was not, or has a user already. */
  async add(
    tx: Tx,
    userId: string,
    session: string | null,
    name: string,
    made: MadeKey,
  ): Promise<SecurityKey | null> {
    const checked = await this.signed(
      tx,
      userId,
      made.clientData,
      { purpose: 'register', session },
      (party, of) => checkMade(party, of, made),
    );
    if (checked === null) return null;
    const { credentialId } = checked;
    if (await tx.existsBy(SecurityKey, { credentialId })) return null;
    const key = {
      ...checked,
      id: newId(),
      userId,
      transports: made.transports,
      name,
      createdAt: this.clock.now(),
      lastUsedAt: null,
    };
    await tx.insert(SecurityKey, key);
    return key;
  }

  /** Whether a key of the user signed the challenge for this. Notes that it was used. */
  async accept(tx: Tx, userId: string, asked: Asked, proof: KeyProof): Promise<boolean> {
    const key = await tx.findOneBy(SecurityKey, { userId, credentialId: proof.id });
    const counter = await this.signed(tx, userId, proof.clientData, asked, (party, challenge) => {
      if (!key) throw new Error('not a key of this user');
      return checkProof(party, challenge, proof, key);
    });
    if (!key || counter === null) return false;
    await tx.update(SecurityKey, { id: key.id }, { counter, lastUsedAt: this.clock.now() });
    return true;
  }

  async remove(tx: Tx, userId: string, id: string): Promise<void> {
    await tx.delete(SecurityKey, { id, userId });
  }

  /** Forgets all keys of a user, and what they were asked. */
  async forget(tx: Tx, userId: string): Promise<void> {
    await tx.delete(KeyChallenge, { userId });
    await tx.delete(SecurityKey, { userId });
  }

  private async ask(tx: Tx, userId: string, challenge: string, { purpose, session }: Asked): Promise<void> {
    const made = { id: newId(), userId, challenge, purpose, sessionId: session, createdAt: this.clock.now() };
    await tx.insert(KeyChallenge, made);
  }

  /** Uses the challenge up, and judges what came of it; null: refused. The log says why, the caller is not told. */
  private async signed<T>(
    tx: Tx,
    userId: string,
    clientData: string,
    { purpose, session }: Asked,
    check: (party: RelyingParty, challenge: string) => Promise<T>,
  ): Promise<T | null> {
    const challenge = challengeIn(clientData);
    const found = challenge === null ? null : await tx.findOneBy(KeyChallenge, { userId, challenge });
    if (found) await tx.delete(KeyChallenge, { id: found.id });
    const isLate = !found || found.createdAt.getTime() < this.clock.now().getTime() - CHALLENGE_MS;
    try {
      if (this.party === null) throw new Error('keys work nowhere with these settings');
      if (isLate || found.purpose !== purpose || found.sessionId !== session) {
        throw new Error('what it signed was not asked, is too old, or was answered before');
      }
      return await check(this.party, found.challenge);
    } catch (error) {
      const reason = error instanceof Error ? error.message.slice(0, 300) : 'unknown';
      this.logger.warn({ msg: 'a security key was refused', user_id: userId, reason });
      return null;
    }
  }
}
