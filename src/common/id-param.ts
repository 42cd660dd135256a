import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';

/** The `{id}` of an address. */
export class IdParam {
  @ApiProperty({ format: 'uuid', example: '0198c0de-2222-7000-8000-000000000001' })
  @IsUUID(undefined, { message: 'id must be a UUID.' })
  id!: string;
}
