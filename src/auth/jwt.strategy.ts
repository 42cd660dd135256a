import { Inject, Injectable } from '@nestjs/common';
import type { JwtModuleOptions } from '@nestjs/jwt';
import { PassportStrategy } from '@nestjs/passport';
import { createSecretKey, randomUUID, type KeyObject } from 'node:crypto';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { Clock } from '../database/clock.js';
import { isStrongSecret } from '../runtime/kept-secret.js';
import { APP_CONFIG, type AppConfig } from '../config.js';
import type { Caller, Role } from './access.js';
import { EndedSessions } from './ended-sessions.queries.js';

export const ACCESS_TOKEN_SECONDS = 15 * 60;

const ALGORITHM = 'HS256';
const ISSUER = 'loan-management-platform';
const AUDIENCE = 'loan-management-platform/api';

/** A key object, not text: jsonwebtoken first tries to parse text as a public key, which takes 0.6 ms per token. */
function signingKey(config: AppConfig): KeyObject {
  // Wherever the secret came from: with an empty key anybody could sign.
  if (!isStrongSecret(config.jwtSecret)) throw new Error('the token secret is too short or too plain');
  return createSecretKey(config.jwtSecret, 'utf8');
}

/** How access tokens are signed, once their claims have `iat`; `JwtStrategy` accepts only these. */
export function signingOptions(config: AppConfig): JwtModuleOptions {
  return {
    secret: signingKey(config),
    signOptions: {
      algorithm: ALGORITHM,
      issuer: ISSUER,
      audience: AUDIENCE,
      expiresIn: ACCESS_TOKEN_SECONDS,
    },
  };
}

const tokenOf = ExtractJwt.fromAuthHeaderAsBearerToken();
/** As nearly every client writes it; Passport also reads other spellings. */
const SCHEME = 'Bearer ';
type Request = Parameters<Strategy['authenticate']>[0];

interface Claims {
  sub: string;
  role: Role;
  /** The user's `sessionEpoch` at signing. */
  epoch?: number;
  /** The session it was issued for. */
  sid?: string;
  /** `FACTOR_NEEDED`, or left out. */
  factor?: string;
  /** Seconds since 1970. */
  exp: number;
}

/** What the claim `factor` says of a session that only sets up a second factor. */
export const FACTOR_NEEDED = 'needed';

const REMEMBERED_TOKENS = 10_000;

/** Passport has one register of names for the process, but each application in it has a strategy of its own. */
class NamedStrategy extends Strategy {
  constructor(...args: ConstructorParameters<typeof Strategy>) {
    super(...args);
    this.name = `jwt ${randomUUID()}`;
  }
}

/**
 * Passport's `jwt`: checks signature, algorithm, expiry, issuer and audience. It never asks the database. A valid token
 * is remembered until it expires: checking it costs 50 microseconds, finding it (`known`) less than one.
 */
@Injectable()
export class JwtStrategy extends PassportStrategy(NamedStrategy) {
  private readonly remembered = new Map<string, { claims: Claims; caller: Caller }>();

  constructor(
    @Inject(APP_CONFIG) config: AppConfig,
    private readonly endedSessions: EndedSessions,
    private readonly clock: Clock,
  ) {
    super({
      jwtFromRequest: tokenOf,
      // It accepts a KeyObject, though its types do not say so.
      secretOrKey: signingKey(config) as unknown as Buffer,
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: AUDIENCE,
      passReqToCallback: true,
      // It would use this machine's clock, which may differ from that of the signing instance; see `isOver`.
      ignoreExpiration: true,
    });
  }

  /** Who sends the request, if its token was verified before and is not over; otherwise Passport decides. */
  known(request: Request): Caller | null {
    const { authorization = '' } = request.headers;
    if (!authorization.startsWith(SCHEME)) return null;
    const found = this.remembered.get(authorization.slice(SCHEME.length));
    return found === undefined || this.isOver(found.claims) ? null : found.caller;
  }

  /** Called with the claims of a token that passed every other check; false when the token is over. */
  validate(request: Request, claims: Claims): Caller | false {
    if (this.isOver(claims)) return false;
    if (this.remembered.size >= REMEMBERED_TOKENS) {
      const [oldest] = this.remembered.keys();
      this.remembered.delete(oldest ?? '');
    }
    const caller = toCaller(claims);
    this.remembered.set(tokenOf(request) ?? '', { claims, caller });
    return caller;
  }

  /**
   * Whether the token has expired, by the clock that all instances share, or its sessions were ended. A token without
   * an expiry is over.
   */
  private isOver({ sub, epoch = 0, sid, exp }: Claims): boolean {
    const expired = !(exp * 1000 > this.clock.now().getTime());
    return expired || this.endedSessions.includes(sub, epoch, sid);
  }
}

function toCaller({ sub, role, sid, factor }: Claims): Caller {
  return Object.freeze({
    id: sub,
    role,
    ...(sid !== undefined && { session: sid }),
    ...(factor === FACTOR_NEEDED && { needsFactor: true }),
  });
}
