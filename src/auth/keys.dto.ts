import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsObject,
  IsString,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';
import { NAMED_LINE } from '../http/plain-text.js';
import { IfSent } from '../http/if-sent.js';
import { PASSWORD_MAX } from './credentials.js';
import type { Shown } from './factor-checks.service.js';
import type { FactorProof } from './factor-proofs.service.js';
import type { SecurityKey } from './security-key.entity.js';

const BASE64URL = /^[\w-]+$/;
const IN_BASE64URL = { message: '$property must be in base64url' };
/** What browsers say of how a key is reached. */
const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;

/** What a browser's `navigator.credentials.get()` answered, each part in base64url. */
export class KeyProofDto {
  /**
   * `id` of the credential.
   * @example "6pJpcHbpG0sS3vZ2sV8s3Q"
   */
  @IsString()
  @Length(1, 1400)
  @Matches(BASE64URL, IN_BASE64URL)
  id!: string;

  /**
   * `response.clientDataJSON`.
   * @example "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoiZXhhbXBsZSIsIm9yaWdpbiI6Imh0dHBzOi8vbG9hbnMuZXhhbXBsZS5vcmcifQ"
   */
  @IsString()
  @Length(1, 4000)
  @Matches(BASE64URL, IN_BASE64URL)
  client_data!: string;

  /**
   * `response.authenticatorData`.
   * @example "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MBAAAAAQ"
   */
  @IsString()
  @Length(1, 4000)
  @Matches(BASE64URL, IN_BASE64URL)
  authenticator_data!: string;

  /**
   * `response.signature`.
   * @example "MEUCIQDexample"
   */
  @IsString()
  @Length(1, 4000)
  @Matches(BASE64URL, IN_BASE64URL)
  signature!: string;
}

/** The present password, and what shows the second factor where one is on. */
export class FactorProofDto {
  /** @example "demo-only-2026" */
  @IsString()
  @Length(1, PASSWORD_MAX)
  current_password!: string;

  /**
   * What the authenticator app shows now, or a recovery code. This or `key`, where a second factor is on.
   * @example "287082"
   */
  @IfSent()
  @IsString()
  @Length(1, 100)
  code?: string;

  /** What a security key signed for the challenge of `POST /api/auth/factor/keys/challenge/`. */
  @IfSent()
  @IsObject()
  @ValidateNested()
  @Type(() => KeyProofDto)
  key?: KeyProofDto;
}

export class ConfirmKeyDto {
  /**
   * What its user calls it.
   * @example "Blue key"
   */
  @IsString()
  @Length(1, 60)
  @Matches(NAMED_LINE, { message: 'name must have a letter, and no control characters' })
  name!: string;

  /**
   * `id` of the new credential.
   * @example "6pJpcHbpG0sS3vZ2sV8s3Q"
   */
  @IsString()
  @Length(1, 1400)
  @Matches(BASE64URL, IN_BASE64URL)
  id!: string;

  /**
   * `response.clientDataJSON` of `navigator.credentials.create()`, in base64url.
   * @example "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIiwiY2hhbGxlbmdlIjoiZXhhbXBsZSIsIm9yaWdpbiI6Imh0dHBzOi8vbG9hbnMuZXhhbXBsZS5vcmcifQ"
   */
  @IsString()
  @Length(1, 4000)
  @Matches(BASE64URL, IN_BASE64URL)
  client_data!: string;

  /**
   * `response.attestationObject`, in base64url.
   * @example "o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVg"
   */
  @IsString()
  @Length(1, 4000)
  @Matches(BASE64URL, IN_BASE64URL)
  attestation!: string;

  /** `response.getTransports()`: how browsers reach the key. Unknown ones are left out. */
  @ApiProperty({ enum: TRANSPORTS, isArray: true, required: false, example: ['usb'] })
  @IfSent()
  @IsArray()
  @ArrayMaxSize(10)
  @IsIn(TRANSPORTS, { each: true })
  transports?: (typeof TRANSPORTS)[number][];
}

/** A passkey or security key of the signed-in user. */
export class SecurityKeyResponse {
  /** @example "0198c0de-5ec0-7000-8000-000000000001" */
  @ApiProperty({ format: 'uuid' })
  id!: string;
  /** @example "Blue key" */
  name!: string;
  /** @example "2026-11-23T10:00:00.000Z" */
  @ApiProperty({ format: 'date-time' })
  created_at!: string;
  /** Null until it has signed. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-11-23T10:00:00.000Z' })
  last_used_at!: string | null;
}

const OPTIONS = { type: 'object', additionalProperties: true } as const;
const CHALLENGE = 'CfGQxYF3yJ9bX9r3C8yD1vJcQm0a0mW0c0Zz0m9b7dE';

/** What a browser takes to make a key. */
export class KeyCreationResponse {
  /** For `PublicKeyCredential.parseCreationOptionsFromJSON()`. Its challenge counts once, for five minutes. */
  @ApiProperty({
    ...OPTIONS,
    example: { challenge: CHALLENGE, rp: { id: 'loans.example.org', name: 'loans.example.org' } },
  })
  public_key!: Record<string, unknown>;
}

/** What a browser takes to ask a key for a signature. */
export class KeyRequestResponse {
  /** For `PublicKeyCredential.parseRequestOptionsFromJSON()`. Its challenge counts once, for five minutes. */
  @ApiProperty({
    ...OPTIONS,
    example: { challenge: CHALLENGE, rpId: 'loans.example.org', allowCredentials: [] },
  })
  public_key!: Record<string, unknown>;
}

/** The new key. */
export class AddedKeyResponse extends SecurityKeyResponse {
  /**
   * Shown once, for the first factor of the account; empty otherwise: earlier ones stay good.
   * @example ["k7mp-9xqt-zc4d-hw2f-b3nr-t8vj"]
   */
  recovery_codes!: string[];
}

export function toKeyResponse(
  key: Pick<SecurityKey, 'id' | 'name' | 'createdAt' | 'lastUsedAt'>,
): SecurityKeyResponse {
  const { id, name, createdAt, lastUsedAt } = key;
  return { id, name, created_at: createdAt.toISOString(), last_used_at: lastUsedAt?.toISOString() ?? null };
}

export function toProof({ code, key }: { code?: string; key?: KeyProofDto }): FactorProof {
  if (key === undefined) return { code };
  const { id, client_data: clientData, authenticator_data: authenticatorData, signature } = key;
  return { code, key: { id, clientData, authenticatorData, signature } };
}

export function toShown(body: FactorProofDto): Shown {
  return { password: body.current_password, ...toProof(body) };
}
