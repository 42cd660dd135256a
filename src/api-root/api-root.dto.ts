import { ApiProperty } from '@nestjs/swagger';
import { IsString } from 'class-validator';

export class ProblemParam {
  @ApiProperty({ description: 'A problem code.', example: 'insufficient_funds' })
  @IsString()
  code!: string;
}

/** One way in which the platform refuses a request. */
export class ProblemDescription {
  /** @example "insufficient_funds" */
  code!: string;
  /** @example 422 */
  status!: number;
  /** @example "The loan providers cannot fund this amount now" */
  title!: string;
}

export class ProblemList {
  results!: ProblemDescription[];
}
