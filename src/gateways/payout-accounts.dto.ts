import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { IfSent } from '../http/if-sent.js';

/** An account at a bank to pay out to: an IBAN, or a number with its bank. */
export class RegisterPayoutAccountDto {
  /**
   * The gateway that pays out.
   * @example "sandbox"
   */
  @IsString()
  @MaxLength(50)
  gateway!: string;

  /**
   * Whose account it is, as the bank knows them, in Latin letters.
   * @example "Ada Okoye"
   */
  @IsString()
  @Matches(/[A-Za-z]/, { message: 'holder must be a name in Latin letters.' })
  @MaxLength(70)
  holder!: string;

  /**
   * Spaces do not matter. Its check digits must be right.
   * @example "DE89 3704 0044 0532 0130 00"
   */
  @IfSent()
  @IsString()
  @MaxLength(60)
  iban?: string;

  @ApiPropertyOptional({ description: 'In countries without IBANs; it needs `bank`.', example: '0110029123' })
  @IfSent()
  @IsString()
  @Matches(/^[A-Za-z0-9][A-Za-z0-9 -]{0,33}$/, { message: 'number must be letters and digits.' })
  number?: string;

  @ApiPropertyOptional({
    description: "The bank that keeps it: its BIC, or its number in the country's clearing.",
    example: 'EQBLKENA',
  })
  @IfSent()
  @IsString()
  @Matches(/^[A-Za-z0-9-]{1,35}$/, { message: 'bank must be a BIC or the number of a bank.' })
  bank?: string;

  /**
   * Staff only, and required for them: the customer or provider whose account it is.
   * @example "0198c0de-2222-7000-8000-000000000001"
   */
  @IfSent()
  @IsUUID()
  party?: string;

  @ApiProperty({
    required: false,
    description:
      'Sandbox only: what becomes of payouts to it, such as `ok`, `closed_account` or `return_after_5d`.',
    example: 'ok',
  })
  @IfSent()
  @IsString()
  @MaxLength(50)
  token?: string;
}
