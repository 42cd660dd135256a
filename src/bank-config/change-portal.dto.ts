import { IsBoolean, IsString, Matches, MaxLength } from 'class-validator';
import { IfSent } from '../http/if-sent.js';
import { LINES, ONE_LINE } from '../http/plain-text.js';
import { ChangeLettersDto } from './change-letters.dto.js';

/** What people see of the bank before and after they sign in. */
export class ChangePortalDto extends ChangeLettersDto {
  /**
   * The name of the bank, as borrowers and lenders read it.
   * @example "Harbour Credit Union"
   */
  @IfSent()
  @IsString()
  @MaxLength(100)
  @Matches(ONE_LINE, { message: 'bank_name must not contain control characters.' })
  bank_name?: string;

  /**
   * Where the bank is, as its documents say under its name. Lines are kept.
   * @example "12 Harbour Road\nLagos"
   */
  @IfSent()
  @IsString()
  @MaxLength(500)
  @Matches(LINES, { message: 'bank_address must not contain control characters, except line breaks.' })
  bank_address?: string;

  /**
   * Whether people who are not signed in see the terms and may ask what a loan would cost.
   * @example true
   */
  @IfSent()
  @IsBoolean()
  public_calculator?: boolean;

  /**
   * How and where people pay in person or by bank transfer, in the words that they read. Lines are kept.
   * @example "At the counter, 12 Harbour Road, Monday to Friday 9 to 16."
   */
  @IfSent()
  @IsString()
  @MaxLength(1000)
  @Matches(LINES, {
    message: 'payment_instructions must not contain control characters, except line breaks.',
  })
  payment_instructions?: string;
}
