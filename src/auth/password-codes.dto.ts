import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import type { IssuedCode } from './one-time-codes.service.js';
import { PASSWORD_MAX, PASSWORD_MIN } from './credentials.js';

export class SetPasswordDto {
  /** @example "c4821093759" */
  @IsString()
  @Length(1, 150)
  username!: string;

  /**
   * From the bank; capital letters, spaces and hyphens do not matter.
   * @example "k7mp-9xqt"
   */
  @IsString()
  @Length(1, 100)
  code!: string;

  /**
   * Any characters. It must be hard to guess: not a common password, and not based on your names.
   * @example "seven green umbrellas"
   */
  @IsString()
  @Length(PASSWORD_MIN, PASSWORD_MAX)
  password!: string;
}

export class PasswordSetResponse {
  /** @example "c4821093759" */
  username!: string;
  /**
   * Who of the bank made the code, and so knew it.
   * @example "Mei Tanaka"
   */
  @ApiProperty({ type: String, nullable: true })
  code_made_by!: string | null;
  /** @example "2026-11-23T10:00:00.000Z" */
  @ApiProperty({ format: 'date-time' })
  code_made_at!: string;
}

/** What to tell the person. It is shown once and not stored. */
export class OneTimeCodeResponse {
  /** @example "c4821093759" */
  username!: string;
  /**
   * Good for choosing a password once, by `POST /api/auth/set_password/`.
   * @example "k7mp-9xqt"
   */
  code!: string;
  /** @example "2026-11-24T10:00:00.000Z" */
  @ApiProperty({ format: 'date-time' })
  expires_at!: string;
}

export function toCodeResponse({ username, code, expiresAt }: IssuedCode): OneTimeCodeResponse {
  return { username, code, expires_at: expiresAt.toISOString() };
}
