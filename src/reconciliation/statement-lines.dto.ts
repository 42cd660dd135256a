import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
} from 'class-validator';
import { RegisterPayoutAccountDto } from '../gateways/payout-accounts.dto.js';
import { IfSent } from '../http/if-sent.js';

export class BankedLineDto {
  @ApiPropertyOptional({
    description: 'The loan whose pay-out or payment, booked as cash, went through the bank.',
    format: 'uuid',
    example: '0198c0de-4444-7000-8000-000000000001',
  })
  @IfSent()
  @IsUUID()
  loan?: string;

  @ApiPropertyOptional({
    description: 'The provider whose deposit or withdrawal, booked as cash, went through the bank.',
    format: 'uuid',
    example: '0198c0de-3333-7000-8000-000000000001',
  })
  @IfSent()
  @IsUUID()
  provider?: string;
}

export class IdentifyLineDto {
  @ApiPropertyOptional({
    description: 'The loan that it pays. What the loan does not take is its customer’s credit.',
    format: 'uuid',
    example: '0198c0de-4444-7000-8000-000000000001',
  })
  @IfSent()
  @IsUUID()
  loan?: string;

  @ApiPropertyOptional({
    description: 'The provider whose deposit it is.',
    format: 'uuid',
    example: '0198c0de-3333-7000-8000-000000000001',
  })
  @IfSent()
  @IsUUID()
  provider?: string;

  @ApiPropertyOptional({
    description: 'The customer whose credit it is: for no loan in particular.',
    format: 'uuid',
    example: '0198c0de-2222-7000-8000-000000000001',
  })
  @IfSent()
  @IsUUID()
  customer?: string;
}

export class MatchLineDto {
  @ApiProperty({
    description:
      'The transfers whose money the line is, up to 100: noted ones that it settles, or, of a line that left, settled ' +
      'ones that the bank has taken back.',
    type: [String],
    format: 'uuid',
    example: ['0198c0de-7a7a-7000-8000-000000000001'],
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique((id: unknown) => String(id).toLowerCase())
  @IsUUID(undefined, { each: true, message: '$property must be ids of transfers.' })
  transfers!: string[];

  @ApiPropertyOptional({
    description: 'The customer whose credit is what the transfers leave over.',
    format: 'uuid',
    example: '0198c0de-2222-7000-8000-000000000001',
  })
  @IfSent()
  @IsUUID()
  rest_to?: string;
}

export class OutsideLineDto {
  /**
   * What it was for. The reason is kept.
   * @example "Rent of the office"
   */
  @IsString()
  @Matches(/\S/, { message: 'reason must say why.' })
  @MaxLength(500)
  reason!: string;
}

/** The account that the money goes back to. */
export class SendBackDto extends OmitType(RegisterPayoutAccountDto, ['party'] as const) {}
