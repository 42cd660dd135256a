import { IsInt, IsUUID, Max, Min } from 'class-validator';
import { MOST_LEAD_DAYS } from '../transfers/autopay.entity.js';

export class SetAutopayDto {
  /**
   * A card or bank account of the loan's customer (`GET /api/instruments/`).
   * @example "0198c0de-abcd-7000-8000-000000000001"
   */
  @IsUUID()
  instrument!: string;

  /**
   * How many days before a due date its debit is asked for. A debit from a bank account takes days.
   * @example 2
   */
  @IsInt()
  @Min(0)
  @Max(MOST_LEAD_DAYS)
  lead_days!: number;
}
