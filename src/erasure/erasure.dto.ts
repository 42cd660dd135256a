import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { ERASED, type Erased } from './personal-data.js';

export class ErasePersonDto {
  /**
   * The username of the person, so that nobody else is erased by mistake.
   * @example "ada.okoye"
   */
  @IsString()
  @Length(1, 150)
  username!: string;
}

export class RemovedDataResponse {
  @ApiProperty({ enum: ERASED, example: 'notes' })
  what!: Erased;
  /**
   * How many rows held something.
   * @example 3
   */
  count!: number;
}

/** What was removed, or would be. */
export class ErasureResponse {
  /** @example "0198c0de-2222-7000-8000-000000000001" */
  id!: string;
  /**
   * When the person was erased first.
   * @example "2026-11-23T10:00:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  erased_at!: string;
  removed!: RemovedDataResponse[];
}
