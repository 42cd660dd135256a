import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsUUID, ValidateIf } from 'class-validator';

/** The `{loan}` of an address, in lower case for comparison. */
export class LoanParam {
  @ApiProperty({ format: 'uuid', example: '0198c0de-4444-7000-8000-000000000001' })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value))
  @IsUUID(undefined, { message: 'loan must be the id of a loan.' })
  loan!: string;
}

export class AssignDto {
  @ApiProperty({
    description: 'Who works on the loan: a member of staff, or null for nobody.',
    type: String,
    nullable: true,
    format: 'uuid',
    example: '0198c0de-3333-7000-8000-000000000001',
  })
  @ValidateIf((_, value: unknown) => value !== null)
  @IsUUID(undefined, { message: 'user must be the id of a member of staff, or null.' })
  user!: string | null;
}

export class AssignedResponse {
  /** @example "0198c0de-4444-7000-8000-000000000001" */
  loan!: string;
  /**
   * Who works on it; null for nobody.
   * @example "0198c0de-3333-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  assigned_to!: string | null;
}
