import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { IsAmountOrZero } from '../http/amounts.js';
import { IsCalendarDate } from '../http/calendar-date.js';
import { IfSent } from '../http/if-sent.js';
import { METHODS, RECEIPT_KINDS, type Method, type ReceiptKind } from '../tills/till-receipt.entity.js';

export class CounterQuery {
  @ApiPropertyOptional({
    description: 'The business date; by default the current one.',
    format: 'date',
    example: '2026-11-23',
  })
  @IsOptional()
  @IsCalendarDate('2026-11-23')
  on?: string;

  @ApiPropertyOptional({
    description: 'Only this teller, with each receipt.',
    format: 'uuid',
    example: '0198c0de-1111-7000-8000-000000000001',
  })
  @IsOptional()
  @IsUUID()
  user?: string;
}

export class CountTillDto {
  /** The business date that was counted. */
  @IsCalendarDate('2026-11-23')
  on!: string;

  /** The cash that was there. */
  @IsAmountOrZero('262.50')
  counted!: string;

  /**
   * The teller whose till it was. Left out: your own.
   * @example "0198c0de-1111-7000-8000-000000000001"
   */
  @IfSent()
  @IsUUID()
  user?: string;

  /** Whether it replaces a count that is there already, which stays on record. */
  @ApiPropertyOptional({ enum: [true], type: Boolean, example: true })
  @IfSent()
  @IsIn([true])
  again?: true;
}

export class MethodTotalsResponse {
  /** @example "cash" */
  @ApiProperty({ enum: METHODS })
  method!: Method;
  /** @example 3 */
  receipts!: number;
  /** @example "262.50" */
  taken_in!: string;
  /**
   * Withdrawals, and money of payments that were reversed.
   * @example "0.00"
   */
  paid_out!: string;
}

export class CountResponse {
  /** @example 1 */
  version!: number;
  /**
   * The cash that the receipts made when it was counted.
   * @example "262.50"
   */
  expected!: string;
  /** @example "262.50" */
  counted!: string;
  /**
   * `counted` - `expected`.
   * @example "0.00"
   */
  difference!: string;
  /** @example "0198c0de-1111-7000-8000-000000000001" */
  counted_by!: string;
  /** @example "2026-11-23T17:30:00.000Z" */
  created_at!: string;
}

export class ReceiptRowResponse {
  /** @example "2026-11-23/MEI/0042" */
  receipt_number!: string;
  /** `back`: a payment that was reversed, whose money was handed back. */
  @ApiProperty({ enum: RECEIPT_KINDS, example: 'in' })
  kind!: ReceiptKind;
  /** @example "cheque" */
  @ApiProperty({ enum: METHODS })
  method!: Method;
  /** @example "CHQ 004711" */
  @ApiProperty({ type: String, nullable: true })
  reference!: string | null;
  /** @example "87.50" */
  amount!: string;
  /**
   * The payment that it is for, or whose money was handed back; null for money of loan providers.
   * @example "0198c0de-6666-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  payment!: string | null;
  /**
   * The loan that was paid on.
   * @example "0198c0de-4444-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  loan!: string | null;
  /**
   * The number of the loan, as people say it.
   * @example "4821093759"
   */
  @ApiProperty({ type: String, nullable: true })
  loan_number!: string | null;
  /**
   * The customer or loan provider.
   * @example "Ada Okoye"
   */
  person_name!: string;
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
}

export class TellerResponse {
  /** @example "0198c0de-1111-7000-8000-000000000001" */
  user!: string;
  /** @example "Mei Tanaka" */
  name!: string;
  /** @example 3 */
  receipts!: number;
  methods!: MethodTotalsResponse[];
  /**
   * Cash taken in less cash paid out.
   * @example "262.50"
   */
  cash!: string;
  /** The newest count of the till; null before the first. */
  @ApiProperty({ type: CountResponse, nullable: true })
  count!: CountResponse | null;
  /** In order; only where one teller was asked for. */
  rows?: ReceiptRowResponse[];
}

export class CounterResponse {
  /** @example "2026-11-23" */
  on!: string;
  /** @example "USD" */
  currency!: string;
  /** Those who took in or paid out money, or whose till was counted. */
  tellers!: TellerResponse[];
}
