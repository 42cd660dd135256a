import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, IsUUID, Matches, MaxLength } from 'class-validator';
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
    description: 'The provider whose deposit it is; either this or `loan`.',
    format: 'uuid',
    example: '0198c0de-3333-7000-8000-000000000001',
  })
  @IfSent()
  @IsUUID()
  provider?: string;
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
