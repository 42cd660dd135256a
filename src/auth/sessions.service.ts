import { Injectable, Logger } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { createHash, randomBytes } from 'node:crypto';
import { IsNull, LessThan } from 'typeorm';
import { Clock } from '../common/clock.js';
import { newId } from '../common/ids.js';
import { DomainError } from '../common/problems.js';
import { Transactions, type Tx } from '../common/transactions.js';
import { AccountsQueries } from './accounts.queries.js';
import { EndedSessions } from './ended-sessions.queries.js';
import { Passwords } from './passwords.js';
import { RefreshToken } from './refresh-token.entity.js';
import { User } from './user.entity.js';

export const REFRESH_TOKEN_SECONDS = 30 * 24 * 3600;

/** What a login or a refresh gives: both tokens in the clear, which are stored nowhere. */
export interface Session {
  accessToken: string;
  refreshToken: string;
}

@Injectable()
export class SessionsService {
  private readonly logger = new Logger(SessionsService.name);

  constructor(
    private readonly accounts: AccountsQueries,
    private readonly passwords: Passwords,
    private readonly transactions: Transactions,
    private readonly jwt: JwtService,
    private readonly clock: Clock,
    private readonly endedSessions: EndedSessions,
  ) {}

  /** Starts a family of refresh tokens. Unknown, disabled and wrong password: one answer, the same work. */
  async login(username: string, password: string): Promise<Session> {
    const user = await this.accounts.findByUsername(username);
    const known = user?.isActive === true ? user : null;
    const matched = await this.passwords.matches(known?.passwordHash ?? null, password);
    const session = known && matched ? await this.transactions.run((tx) => this.begin(tx, known)) : null;
    if (!session) throw new DomainError('invalid_credentials', 'The username or the password is wrong.');
    return session;
  }

  /**
   * Exchanges a refresh token for a new pair that carries the user's role of now. A token works once: a second
   * use means that somebody copied it, so its whole family is revoked. Locks the user.
   */
  async refresh(token: string): Promise<Session> {
    const session = await this.transactions.run((tx) => this.rotate(tx, token));
    if (session) return session;
    throw new DomainError(
      'invalid_refresh_token',
      'The refresh token is unknown, expired, revoked or used before. Sign in again.',
    );
  }

  /** Revokes the family of a refresh token, also of a used one; an unknown token is no error. Locks the user. */
  async logout(token: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const found = await this.lock(tx, token);
      if (found) await this.revokeFamily(tx, found.token);
    });
  }

  /** Ends all sessions of a user whose row is locked; call `ended` once that is committed. */
  async endAll(tx: Tx, userId: string): Promise<void> {
    await this.endAccessTokens(tx, userId);
    await tx.update(RefreshToken, { userId, revokedAt: IsNull() }, { revokedAt: this.clock.now() });
  }

  /** Ends the access tokens of a user whose row is locked: the next refresh gives one that carries the role of now. */
  async endAccessTokens(tx: Tx, userId: string): Promise<void> {
    await tx.update(
      User,
      { id: userId },
      { sessionEpoch: () => 'session_epoch + 1', sessionsEndedAt: () => 'now()' },
    );
  }

  /** Makes this instance refuse the access tokens that were ended; the others follow within two seconds. */
  ended(): Promise<void> {
    return this.endedSessions.readAgain();
  }

  /** A signed access token of 15 minutes. */
  private accessToken({ id, role, sessionEpoch: epoch }: User): string {
    const iat = Math.floor(this.clock.now().getTime() / 1000);
    return this.jwt.sign({ role, epoch, iat }, { subject: id });
  }

  /** null: the account was disabled, or its password reset, while the password was being checked. */
  private async begin(tx: Tx, checked: User): Promise<Session | null> {
    const user = await this.lockUser(tx, checked.id);
    if (!user.isActive || user.passwordHash !== checked.passwordHash) return null;
    return { accessToken: this.accessToken(user), refreshToken: await this.issue(tx, user.id, newId()) };
  }

  /** null: refused. A refusal is not thrown, because the revocation that comes with it has to commit. */
  private async rotate(tx: Tx, presented: string): Promise<Session | null> {
    const found = await this.lock(tx, presented);
    if (!found) return null;
    const { user, token } = found;
    if (token.usedAt !== null) {
      this.logger.warn({ msg: 'refresh token used twice', user_id: user.id, family_id: token.familyId });
      await this.revokeFamily(tx, token);
      return null;
    }
    const now = this.clock.now();
    if (token.revokedAt !== null || token.expiresAt <= now || !user.isActive) return null;
    await tx.update(RefreshToken, { id: token.id }, { usedAt: now });
    return {
      accessToken: this.accessToken(user),
      refreshToken: await this.issue(tx, user.id, token.familyId),
    };
  }

  /** The user's row is the lock of all its sessions: what is decided on is read after it. */
  private async lock(tx: Tx, presented: string): Promise<{ user: User; token: RefreshToken } | null> {
    const known = await tx.findOneBy(RefreshToken, { tokenHash: digest(presented) });
    if (!known) return null;
    const user = await this.lockUser(tx, known.userId);
    const token = await tx.findOneBy(RefreshToken, { id: known.id });
    return token ? { user, token } : null;
  }

  private lockUser(tx: Tx, id: string): Promise<User> {
    return tx.findOneOrFail(User, { where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  /** A new token of a family; the user's expired ones go, so the table does not grow without end. */
  private async issue(tx: Tx, userId: string, familyId: string): Promise<string> {
    const now = this.clock.now();
    const token = randomBytes(32).toString('base64url');
    await tx.delete(RefreshToken, { userId, expiresAt: LessThan(now) });
    await tx.insert(RefreshToken, {
      id: newId(),
      userId,
      familyId,
      tokenHash: digest(token),
      createdAt: now,
      expiresAt: new Date(now.getTime() + REFRESH_TOKEN_SECONDS * 1000),
      usedAt: null,
      revokedAt: null,
    });
    return token;
  }

  private async revokeFamily(tx: Tx, { familyId }: RefreshToken): Promise<void> {
    await tx.update(RefreshToken, { familyId, revokedAt: IsNull() }, { revokedAt: this.clock.now() });
  }
}

/** The token is 256 random bits, so a plain SHA-256 cannot be guessed back. */
function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
