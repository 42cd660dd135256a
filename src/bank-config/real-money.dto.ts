import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsObject, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { IfSent } from '../http/if-sent.js';
import { DIRECT_PAYMENTS, type DirectPayments } from './direct-money.js';

const MOST_DAYS = 90;

/** Days of hold by what the money is collected from; null: until it has settled, and no longer. */
export class HoldDaysDto {
  /** @example 2 */
  @ApiProperty({ type: Number, nullable: true, required: false })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_DAYS)
  card?: number | null;

  /** @example 5 */
  @ApiProperty({ type: Number, nullable: true, required: false })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_DAYS)
  bank_debit?: number | null;

  /** @example 0 */
  @ApiProperty({ type: Number, nullable: true, required: false })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_DAYS)
  wallet?: number | null;
}

/** Days of hold by what the money is collected from; null: until it has settled, and no longer. */
export class HoldDaysResponse {
  /** @example 2 */
  @ApiProperty({ type: Number, nullable: true })
  card!: number | null;
  /** @example 5 */
  @ApiProperty({ type: Number, nullable: true })
  bank_debit!: number | null;
  /** @example 0 */
  @ApiProperty({ type: Number, nullable: true })
  wallet!: number | null;
}

/** What the bank takes on somebody's own word, and how long it holds what comes another way. */
export abstract class ChangeRealMoneyDto {
  /**
   * Who may enter payments without an instrument: everyone of their own loans, or only staff. Never set, it is everyone,
   * until a gateway (other than the sandbox) is used or a bank account is opened; from then on staff.
   * @example "staff"
   */
  @IfSent()
  @IsIn(DIRECT_PAYMENTS)
  direct_payments?: DirectPayments;

  /**
   * Whether providers may add money without an instrument. Never set, as with `direct_payments`.
   * @example false
   */
  @IfSent()
  @IsBoolean()
  direct_deposits?: boolean;

  /**
   * For how many days after it succeeded money is held: a bank debit and every deposit count when they have settled, or
   * after these days; what is left of it is not paid out before. Kinds left out keep their value.
   */
  @IfSent()
  @IsObject()
  @ValidateNested()
  @Type(() => HoldDaysDto)
  hold_days?: HoldDaysDto;

  /**
   * For how many days a line of a bank statement is waited for that shows money which staff took by anything but cash, or a
   * payout that was handed to the bank. After them the transfer is in review.
   * @example 10
   */
  @IfSent()
  @IsInt()
  @Min(1)
  @Max(MOST_DAYS)
  bank_wait_days?: number;
}
