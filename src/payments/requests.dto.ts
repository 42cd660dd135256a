import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { IsAmount } from '../http/amounts.js';
import { IdOrUrl } from '../http/id-or-url.js';
import { IfSent } from '../http/if-sent.js';
import { OverTheCounterDto } from '../tills/till.dto.js';

const REVERSED_MONEY = ['returned', 'credit'] as const;

export class ReversePaymentDto extends OverTheCounterDto {
  /**
   * Why it is reversed. The reason is kept for good.
   * @example "The cheque bounced."
   */
  @IsString()
  @Matches(/\S/, { message: 'reason must say why.' })
  @MaxLength(500)
  reason!: string;

  /**
   * Whether the money goes back, or stays as the customer's credit. Left out: it goes back. What a gateway collected can
   * only stay.
   * @example "returned"
   */
  @ApiPropertyOptional({ enum: REVERSED_MONEY })
  @IfSent()
  @IsIn(REVERSED_MONEY)
  money?: (typeof REVERSED_MONEY)[number];
}

/** A payment that a gateway collects. */
export class CollectPaymentDto {
  /**
   * The loan to pay on: its id, or its address.
   * @example "0198c0de-4444-7000-8000-000000000001"
   */
  @IdOrUrl('loans')
  @IsUUID(undefined, { message: 'loan must be the id of a loan.' })
  loan!: string;

  @IsAmount('87.50')
  amount!: string;

  /**
   * One of your cards or bank accounts (`GET /api/instruments/`).
   * @example "0198c0de-abcd-7000-8000-000000000001"
   */
  @IsUUID()
  instrument!: string;
}
