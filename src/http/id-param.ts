import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsUUID } from 'class-validator';

/** The `{id}` of an address, in lower case for comparison. */
export class IdParam {
  @ApiProperty({ format: 'uuid', example: '0198c0de-2222-7000-8000-000000000001' })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value))
  @IsUUID(undefined, { message: 'id must be a UUID.' })
  id!: string;
}
