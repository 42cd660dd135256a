import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { SecurityKeyResponse } from './keys.dto.js';

export class ConfirmFactorDto {
  /**
   * What the authenticator app shows now.
   * @example "287082"
   */
  @IsString()
  @Length(1, 100)
  code!: string;
}

/** The second factor of the signed-in user. */
export class FactorResponse {
  /**
   * Whether signing in takes a code or a security key too.
   * @example true
   */
  is_on!: boolean;
  /** Null while it is off. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-11-23T10:00:00.000Z' })
  since!: string | null;
  /**
   * Whether the bank wants one of everybody with the user's role: then it cannot be switched off.
   * @example false
   */
  is_required!: boolean;
  /**
   * How many recovery codes have not been used.
   * @example 10
   */
  recovery_codes_left!: number;
  /**
   * Whether there is an authenticator app.
   * @example true
   */
  has_app!: boolean;
  /** Passkeys and security keys, the oldest first. */
  keys!: SecurityKeyResponse[];
  /**
   * Whether security keys work with this server: over https, or on this machine.
   * @example true
   */
  keys_possible!: boolean;
}

/** What an authenticator app takes. It is shown once, and counts once a code of it was sent. */
export class ProposedFactorResponse {
  /**
   * In base32, to be typed.
   * @example "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
   */
  secret!: string;
  /**
   * The same as an address, to be shown as a QR code.
   * @example "otpauth://totp/loans.example.org:ada?issuer=loans.example.org&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30"
   */
  uri!: string;
}

/** They are shown once. */
export class RecoveryCodesResponse {
  /**
   * Each signs in once, in place of an app or key. Empty where a factor was on before: earlier ones stay good.
   * @example ["k7mp-9xqt-zc4d-hw2f-b3nr-t8vj"]
   */
  recovery_codes!: string[];
}
