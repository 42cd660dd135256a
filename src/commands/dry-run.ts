import { ApiHideProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

/**
 * What commands take that can be tried: `1` answers what `/preview` does. The document has only that address: of one
 * operation with two answers generators make a type that is neither.
 */
export class DryRunQuery {
  @ApiHideProperty()
  @IsOptional()
  @IsIn(['1'])
  dry_run?: '1';
}
