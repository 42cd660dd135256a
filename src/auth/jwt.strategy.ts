import { Inject, Injectable } from '@nestjs/common';
import type { JwtModuleOptions } from '@nestjs/jwt';
import { PassportStrategy } from '@nestjs/passport';
import { createSecretKey, type KeyObject } from 'node:crypto';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { APP_CONFIG, type AppConfig } from '../config.js';
import type { Caller } from './access.js';

export const ACCESS_TOKEN_SECONDS = 15 * 60;

const ALGORITHM = 'HS256';
const ISSUER = 'loan-management-platform';
const AUDIENCE = 'loan-management-platform/api';

/** A key, not text: of text jsonwebtoken first tries to make a public key, which takes 0.6 ms for each token. */
function signingKey(config: AppConfig): KeyObject {
  return createSecretKey(config.jwtSecret, 'utf8');
}

/** How access tokens are signed; `JwtStrategy` accepts these and no others. */
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

/** Passport's `jwt`: checks signature, algorithm, expiry, issuer and audience. It never asks the database. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(@Inject(APP_CONFIG) config: AppConfig) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      // It takes a KeyObject; only its types do not say so.
      secretOrKey: signingKey(config) as unknown as Buffer,
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: AUDIENCE,
    });
  }

  validate({ sub, role }: { sub: string; role: Caller['role'] }): Caller {
    return { id: sub, role };
  }
}
