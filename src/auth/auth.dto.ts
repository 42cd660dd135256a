import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsEmail,
  IsIn,
  IsObject,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { Shown } from '../database/entity-columns.js';
import { isoText } from '../database/instants.js';
import { IfSent } from '../http/if-sent.js';
import { ONE_LINE } from '../http/plain-text.js';
import { ROLES, type Role } from './access.js';
import { KeyProofDto } from './keys.dto.js';
import { LANGUAGES, type Language } from './languages.js';
import { PASSWORD_MAX, PASSWORD_MIN, USERNAME, USERNAME_RULE } from './credentials.js';
import { ACCESS_TOKEN_SECONDS } from './jwt.strategy.js';
import { REFRESH_TOKEN_SECONDS, type Session } from './sessions.service.js';
import type { User } from './user.entity.js';

const SELF_SERVICE_ROLES = ['customer', 'provider'] as const;

export class RegisterDto {
  /**
   * Letters, digits and _ . @ + - only. Unique regardless of case.
   * @example "ada"
   */
  @ApiProperty({ minLength: 3, maxLength: 150, pattern: USERNAME.source })
  @IsString()
  @Matches(USERNAME, { message: USERNAME_RULE })
  username!: string;

  /**
   * Any characters. It must be hard to guess: not a common password, and not based on your names.
   * @example "correct horse battery"
   */
  @IsString()
  @Length(PASSWORD_MIN, PASSWORD_MAX)
  password!: string;

  /** A customer borrows, a provider lends. Admins create staff and other admins. */
  @ApiProperty({ enum: SELF_SERVICE_ROLES, example: 'customer' })
  @IsIn(SELF_SERVICE_ROLES)
  role!: (typeof SELF_SERVICE_ROLES)[number];

  /** @example "Ada" */
  @ValidateIf(({ first_name: value }: RegisterDto) => value !== undefined)
  @IsString()
  @MaxLength(150)
  @Matches(ONE_LINE, { message: 'first_name must not contain control characters' })
  first_name?: string;

  /** @example "Okoye" */
  @ValidateIf(({ last_name: value }: RegisterDto) => value !== undefined)
  @IsString()
  @MaxLength(150)
  @Matches(ONE_LINE, { message: 'last_name must not contain control characters' })
  last_name?: string;

  /** @example "ada@example.org" */
  @ValidateIf(({ email: value }: RegisterDto) => value !== undefined && value !== '')
  @IsEmail()
  @MaxLength(254)
  email?: string;

  /** The language in which the portal and letters speak to you. */
  @ApiProperty({ enum: LANGUAGES, required: false, example: 'es' })
  @IfSent()
  @IsIn(LANGUAGES)
  language?: Language;
}

export class LoginDto {
  /** @example "demo-customer" */
  @IsString()
  @Length(1, 150)
  username!: string;

  /** @example "demo-only-2026" */
  @IsString()
  @Length(1, PASSWORD_MAX)
  password!: string;

  /**
   * A new password, required if the current one is temporary. It ends all other sessions.
   * @example "seven green umbrellas"
   */
  @IfSent()
  @IsString()
  @Length(PASSWORD_MIN, PASSWORD_MAX)
  new_password?: string;

  /**
   * This or `key` where a second factor is on: what the authenticator app shows, or a recovery code.
   * @example "287082"
   */
  @IfSent()
  @IsString()
  @Length(1, 100)
  code?: string;

  /** In place of `code`: what a security key signed for the `public_key` of `factor_required`. */
  @IfSent()
  @IsObject()
  @ValidateNested()
  @Type(() => KeyProofDto)
  key?: KeyProofDto;

  /**
   * `cookie` is for pages of this server: the session is kept in a cookie that no script can read, and the answer has no
   * refresh token.
   */
  @ApiProperty({ enum: ['cookie'], required: false, example: 'cookie' })
  @IfSent()
  @IsIn(['cookie'])
  session?: 'cookie';
}

export class ChangePasswordDto {
  /** @example "demo-only-2026" */
  @IsString()
  @Length(1, PASSWORD_MAX)
  current_password!: string;

  /**
   * Any characters. It must be hard to guess: not a common password, and not based on your names.
   * @example "seven green umbrellas"
   */
  @IsString()
  @Length(PASSWORD_MIN, PASSWORD_MAX)
  new_password!: string;
}

/** What people of every role may change about themselves. */
export class ChangeMeDto {
  /** The language in which pages and letters speak to you; null: not chosen. */
  @ApiProperty({ enum: LANGUAGES, nullable: true, example: 'es' })
  @ValidateIf((_, value: unknown) => value !== null)
  @IsIn(LANGUAGES)
  language!: Language | null;
}

export class RefreshTokenDto {
  /**
   * From the latest login or refresh. Only pages leave it out: their session is in a cookie.
   * @example "q3VYy0Zb8m1T5nJ2w9eRk7uHcXoL4sDf6gAiPBvNtMQ"
   */
  @IfSent()
  @IsString()
  @Length(1, 200)
  refresh_token?: string;
}

export class TokensResponse {
  /**
   * Send it as `Authorization: Bearer <access_token>`.
   * @example "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJyb2xlIjoiY3VzdG9tZXIifQ.c2lnbmF0dXJl"
   */
  access_token!: string;
  /** @example "Bearer" */
  token_type!: string;
  /**
   * How long the access token is valid, in seconds.
   * @example 900
   */
  expires_in!: number;
  /**
   * Good for one refresh, which returns the next one.
   * @example "q3VYy0Zb8m1T5nJ2w9eRk7uHcXoL4sDf6gAiPBvNtMQ"
   */
  refresh_token!: string;
  /**
   * How long the refresh token is valid, in seconds.
   * @example 2592000
   */
  refresh_expires_in!: number;
  /** Sent while the session only sets up a second factor, which the bank wants of the user's role. */
  @ApiProperty({ enum: [true], required: false, example: true })
  factor_needed?: true;
}

export class UserResponse {
  /**
   * Also the id of the user's customer or provider profile.
   * @example "0198c0de-2222-7000-8000-000000000001"
   */
  @ApiProperty({ format: 'uuid' })
  id!: string;
  /** @example "ada" */
  username!: string;
  @ApiProperty({ enum: ROLES, example: 'customer' })
  role!: Role;
  /** @example "Ada" */
  first_name!: string;
  /** @example "Okoye" */
  last_name!: string;
  /**
   * Empty if there is none.
   * @example "ada@example.org"
   */
  email!: string;
  /** The language in which the portal and letters speak to the user; null: not chosen. */
  @ApiProperty({ enum: LANGUAGES, nullable: true, example: 'es' })
  language!: Language | null;
  /** @example "2026-11-23T10:00:00.000Z" */
  @ApiProperty({ format: 'date-time' })
  created_at!: string;
}

export function toTokensResponse(session: Session): TokensResponse {
  return {
    access_token: session.accessToken,
    token_type: 'Bearer',
    expires_in: ACCESS_TOKEN_SECONDS,
    refresh_token: session.refreshToken,
    refresh_expires_in: REFRESH_TOKEN_SECONDS,
    ...(session.needsFactor && { factor_needed: true }),
  };
}

/** The session of a browser, whose cookie came with the answer. */
export class CookieSessionResponse {
  /**
   * Send it as `Authorization: Bearer <access_token>`.
   * @example "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJyb2xlIjoiY3VzdG9tZXIifQ.c2lnbmF0dXJl"
   */
  access_token!: string;
  /** @example "Bearer" */
  token_type!: string;
  /**
   * How long the access token is valid, in seconds.
   * @example 900
   */
  expires_in!: number;
  /** Whose session it is: somebody else may have signed in in another tab. */
  user!: UserResponse;
  /** Sent while the session only sets up a second factor, which the bank wants of the user's role. */
  @ApiProperty({ enum: [true], required: false, example: true })
  factor_needed?: true;
}

export function toCookieSessionResponse({ accessToken, user, needsFactor }: Session): CookieSessionResponse {
  return {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: ACCESS_TOKEN_SECONDS,
    user: toUserResponse(user),
    ...(needsFactor && { factor_needed: true }),
  };
}

type ShownUser = Shown<
  Pick<User, 'id' | 'username' | 'role' | 'firstName' | 'lastName' | 'email' | 'language' | 'createdAt'>
>;

export function toUserResponse(user: ShownUser): UserResponse {
  return {
    id: user.id,
    username: user.username,
    role: user.role,
    first_name: user.firstName,
    last_name: user.lastName,
    email: user.email,
    language: user.language,
    created_at: isoText(user.createdAt),
  };
}
