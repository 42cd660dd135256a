import { Inject, Injectable, Logger } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { createHash, randomBytes } from 'node:crypto';
import { IsNull, LessThan, Not } from 'typeorm';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { Clock } from '../database/clock.js';
import { newId } from '../runtime/ids.js';
import { DomainError } from '../runtime/problems.js';
import { Retention } from '../database/retention.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { isStaff, type Caller, type Role } from './access.js';
import { EndedSessions } from './ended-sessions.queries.js';
import { FACTOR_NEEDED } from './jwt.strategy.js';
import type { Origin } from './origin.js';
import { RefreshToken } from './refresh-token.entity.js';
import { COOKIE_SESSION_SECONDS } from './session-cookies.js';
import { UserSession } from './session.entity.js';
import { User } from './user.entity.js';

export const REFRESH_TOKEN_SECONDS = 30 * 24 * 3600;
/** After so long without a renewal the session of a browser is over: that of bank staff earlier. */
const IDLE_SECONDS = { staff: 12 * 3600, others: 30 * 24 * 3600 };
const LONGEST_USER_AGENT = 300;

/** Where the token is kept that renews a session: by a program, or in the cookie of a browser. */
export type KeptIn = 'program' | 'cookie';

/** What a login or a refresh returns: both tokens in the clear, which are not stored. */
export interface Session {
  accessToken: string;
  /** For the next refresh, or for the cookie. */
  refreshToken: string;
  user: User;
  /** It only sets up a second factor until there is one. */
  needsFactor: boolean;
}

@Injectable()
export class SessionsService {
  private readonly logger = new Logger(SessionsService.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly jwt: JwtService,
    private readonly clock: Clock,
    private readonly endedSessions: EndedSessions,
    retention: Retention,
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'secondFactorFor'>,
  ) {
    retention.forget('sessions', { table: 'sessions', where: 'expires_at < now()' });
  }

  /** Starts a session of a user whose row is locked. */
  async begin(tx: Tx, user: User, { address, userAgent }: Origin, keptIn: KeptIn): Promise<Session> {
    const now = this.clock.now();
    const token = keptIn === 'cookie' ? newToken() : null;
    const session: UserSession = {
      id: newId(),
      userId: user.id,
      createdAt: now,
      lastUsedAt: now,
      expiresAt: now,
      address,
      userAgent: readable(userAgent),
      cookieHash: token === null ? null : digest(token),
      endedAt: null,
      needsFactor: this.needsFactor(user.role) && user.factorSince === null,
    };
    await tx.insert(UserSession, session);
    return token === null ? this.issue(tx, user, session) : this.prolong(tx, user, session, token);
  }

  /** Whether everybody of this role has to have a second factor. */
  needsFactor(role: Role): boolean {
    return this.config.secondFactorFor.includes(role);
  }

  /**
   * Exchanges a refresh token for a new pair that carries the user's current role. A token works once: a second use
   * means that somebody copied it, so its whole session is ended. Locks the user.
   */
  async refresh(token: string): Promise<Session> {
    const session = await this.transactions.run((tx) => this.rotate(tx, token));
    if (session) return session;
    throw new DomainError(
      'invalid_refresh_token',
      'The refresh token is unknown, expired, revoked or already used. Sign in again.',
    );
  }

  /**
   * Renews the session of a browser by the token in its cookie. That token stays the same: two tabs may renew at once,
   * and an answer may be lost on the way, without ending the session. Throws `invalid_refresh_token`. Locks the user.
   */
  async renew(token: string): Promise<Session> {
    const renewed = await this.transactions.run(async (tx) => {
      const found = await this.lockCookie(tx, token);
      if (!found) return null;
      const { user, session } = found;
      const isOver = session.endedAt !== null || session.expiresAt <= this.clock.now();
      return isOver || !user.isActive ? null : this.prolong(tx, user, session, token);
    });
    if (renewed) return renewed;
    throw new DomainError('invalid_refresh_token', 'The session in the cookie is over. Sign in again.');
  }

  /** Ends the session of a browser; an unknown token is no error. Locks the user. */
  async endByCookie(token: string): Promise<void> {
    const found = await this.transactions.run(async (tx) => {
      const locked = await this.lockCookie(tx, token);
      if (locked) await this.endOne(tx, locked.session.id);
      return locked;
    });
    if (found) await this.ended();
  }

  /** Gives the session of a browser another token, so that copies of the old one are worth nothing; else null. */
  async replaceCookie(tx: Tx, id: string | undefined): Promise<string | null> {
    if (id === undefined) return null;
    const token = newToken();
    const isBrowser = { id, endedAt: IsNull(), cookieHash: Not(IsNull()) };
    const { affected } = await tx.update(UserSession, isBrowser, { cookieHash: digest(token) });
    return affected === 1 ? token : null;
  }

  /** Ends the session of a refresh token, even of a used one; an unknown token is no error. Locks the user. */
  async logout(token: string): Promise<void> {
    const found = await this.transactions.run(async (tx) => {
      const locked = await this.lock(tx, token);
      if (locked) await this.endOne(tx, locked.session.id);
      return locked;
    });
    if (found) await this.ended();
  }

  /** Ends one session of a user. Throws `session_not_found`, even if it existed and has ended. Locks the user. */
  async end(userId: string, id: string): Promise<void> {
    const ended = await this.transactions.run(async (tx) => {
      await this.lockUser(tx, userId);
      const { affected } = await tx.update(
        UserSession,
        { id, userId, endedAt: IsNull() },
        { endedAt: this.clock.now() },
      );
      return affected === 1;
    });
    if (!ended) throw new DomainError('session_not_found', `You have no session ${id}.`);
    await this.ended();
  }

  /** Ends all sessions of a user, or all except the current one. Locks the user. */
  async endAllOf({ id, session }: Caller, keepsCurrent: boolean): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.lockUser(tx, id);
      if (keepsCurrent) await this.endOthers(tx, id, session);
      else await this.endAll(tx, id);
    });
    await this.ended();
  }

  /** Ends all sessions of a user whose row is locked; call `ended` after the commit. */
  async endAll(tx: Tx, userId: string): Promise<void> {
    await this.endAccessTokens(tx, userId);
    await tx.update(UserSession, { userId, endedAt: IsNull() }, { endedAt: this.clock.now() });
  }

  /** Ends all sessions except one. A token older than sessions has none, and expires by itself. */
  async endOthers(tx: Tx, userId: string, kept: string | undefined): Promise<void> {
    const others = kept === undefined ? {} : { id: Not(kept) };
    await tx.update(UserSession, { userId, endedAt: IsNull(), ...others }, { endedAt: this.clock.now() });
  }

  /** Ends the access tokens of a user whose row is locked: the next refresh returns one with the current role. */
  async endAccessTokens(tx: Tx, userId: string): Promise<void> {
    await tx.update(
      User,
      { id: userId },
      { sessionEpoch: () => 'session_epoch + 1', sessionsEndedAt: () => 'now()' },
    );
  }

  /** Makes this instance refuse the ended access tokens; the other instances follow within two seconds. */
  ended(): Promise<void> {
    return this.endedSessions.readAgain();
  }

  /** A user's row is the lock of all their sessions: read what you decide on after taking it. */
  lockUser(tx: Tx, id: string): Promise<User> {
    return tx.findOneOrFail(User, { where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  /** null: refused. A refusal is not thrown, because the end of the session must be committed. */
  private async rotate(tx: Tx, presented: string): Promise<Session | null> {
    const found = await this.lock(tx, presented);
    if (!found) return null;
    const { user, token, session } = found;
    if (token.usedAt !== null) {
      this.logger.warn({ msg: 'refresh token used twice', user_id: user.id, session_id: session.id });
      await this.endOne(tx, session.id);
      return null;
    }
    const now = this.clock.now();
    if (session.endedAt !== null || token.expiresAt <= now || !user.isActive) return null;
    await tx.update(RefreshToken, { id: token.id }, { usedAt: now });
    return this.issue(tx, user, session);
  }

  private async lock(
    tx: Tx,
    presented: string,
  ): Promise<{ user: User; token: RefreshToken; session: UserSession } | null> {
    const known = await tx.findOneBy(RefreshToken, { tokenHash: digest(presented) });
    if (!known) return null;
    const user = await this.lockUser(tx, known.userId);
    const token = await tx.findOneBy(RefreshToken, { id: known.id });
    const session = await tx.findOneBy(UserSession, { id: known.familyId });
    return token && session ? { user, token, session } : null;
  }

  private async lockCookie(tx: Tx, token: string): Promise<{ user: User; session: UserSession } | null> {
    const cookieHash = digest(token);
    const known = await tx.findOneBy(UserSession, { cookieHash });
    if (!known) return null;
    const user = await this.lockUser(tx, known.userId);
    const session = await tx.findOneBy(UserSession, { id: known.id, cookieHash });
    return session && { user, session };
  }

  /** Another access token for the session of a browser, and its end put off. */
  private async prolong(tx: Tx, user: User, session: UserSession, refreshToken: string): Promise<Session> {
    const { id, createdAt } = session;
    const now = this.clock.now();
    const idle = isStaff(user) ? IDLE_SECONDS.staff : IDLE_SECONDS.others;
    const expiresAt = new Date(
      Math.min(now.getTime() + idle * 1000, createdAt.getTime() + COOKIE_SESSION_SECONDS * 1000),
    );
    await tx.update(UserSession, { id }, { lastUsedAt: now, expiresAt });
    return this.renewed(user, session, refreshToken, now);
  }

  /**
   * Issues new tokens for a session and deletes the user's expired ones, so that the table does not grow without end.
   */
  private async issue(tx: Tx, user: User, session: UserSession): Promise<Session> {
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + REFRESH_TOKEN_SECONDS * 1000);
    const refreshToken = newToken();
    await tx.delete(RefreshToken, { userId: user.id, expiresAt: LessThan(now) });
    await tx.update(UserSession, { id: session.id }, { lastUsedAt: now, expiresAt });
    await tx.insert(RefreshToken, {
      id: newId(),
      userId: user.id,
      familyId: session.id,
      tokenHash: digest(refreshToken),
      createdAt: now,
      expiresAt,
      usedAt: null,
    });
    return this.renewed(user, session, refreshToken, now);
  }

  private renewed(user: User, session: UserSession, refreshToken: string, now: Date): Session {
    const { id, role, sessionEpoch: epoch, factorSince } = user;
    // The bank may no longer ask for it, and its user may have set it up since.
    const needsFactor = session.needsFactor && factorSince === null && this.needsFactor(role);
    const iat = Math.floor(now.getTime() / 1000);
    const claims = { role, epoch, sid: session.id, iat, ...(needsFactor && { factor: FACTOR_NEEDED }) };
    return { accessToken: this.jwt.sign(claims, { subject: id }), refreshToken, user, needsFactor };
  }

  private async endOne(tx: Tx, id: string): Promise<void> {
    await tx.update(UserSession, { id, endedAt: IsNull() }, { endedAt: this.clock.now() });
  }
}

function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The token is 256 random bits, so a plain SHA-256 cannot be reversed by guessing. */
function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** One line, short enough to show. */
function readable(userAgent: string): string {
  return userAgent.replaceAll(/\p{C}/gu, ' ').slice(0, LONGEST_USER_AGENT).toWellFormed();
}
