import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsIn, IsOptional, IsString, Length, Matches, MaxLength, ValidateIf } from 'class-validator';
import { shownRowsOf, type RowOf } from '../database/entity-columns.js';
import { IfSent } from '../http/if-sent.js';
import { ONE_LINE } from '../http/plain-text.js';
import { PASSWORD_MAX } from './credentials.js';
import { LANGUAGES, type Language } from './languages.js';
import { User } from './user.entity.js';

/** One line of text. */
function IsText(min: number, max: number): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ minLength: min, maxLength: max }),
    IfSent(),
    IsString(),
    Length(min, max),
    Matches(ONE_LINE, { message: '$property must not contain control characters.' }),
  );
}

/** What people may change about themselves. Omitted fields keep their value. */
export class UpdateProfileDto {
  /** @example "Ada" */
  @IsText(1, 150)
  first_name?: string;

  /** @example "Okoye" */
  @IsText(1, 150)
  last_name?: string;

  /**
   * Empty to remove it.
   * @example "ada@example.org"
   */
  @ValidateIf((_, value: unknown) => value !== undefined && value !== '')
  @IsEmail()
  @MaxLength(254)
  email?: string;

  /** The language in which the portal and letters speak to you; null: not chosen. */
  @ApiProperty({ enum: LANGUAGES, nullable: true, required: false, example: 'es' })
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: Language | null;

  /** @example "+234 800 000 0000" */
  @IsText(0, 50)
  phone?: string;

  /** @example "12 Harbour Road, Lagos" */
  @IsText(0, 500)
  address?: string;
}

/** The same, by themselves. */
export class OwnProfileDto extends UpdateProfileDto {
  /**
   * Your password. With it, links for a new password go to your e-mail address, new or not; another address that comes
   * without it gets letters, but such links still go to the one before.
   * @example "demo-only-2026"
   */
  @IfSent()
  @IsString()
  @Length(1, PASSWORD_MAX)
  current_password?: string;
}

/** What the rows of customers and providers read of their user `u`. */
export const shownNames = shownRowsOf(User, 'u', ['username', 'firstName', 'lastName', 'email', 'erasedAt']);
export type Names = RowOf<typeof shownNames>;

/** A customer or provider with what was read of its user. */
export type Profile = Names & { id: string; phone: string; address: string };

/** The fields with which the answer about a customer or provider begins. */
export function shownProfile(row: Profile) {
  return {
    id: row.id,
    username: row.username,
    first_name: row.firstName,
    last_name: row.lastName,
    email: row.email,
    phone: row.phone,
    address: row.address,
    erased_at: row.erasedAt,
  };
}
