import { ApiHideProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

/**
 * The parameter of commands that can be tried: `1` answers what `/preview` does. The API document shows only
 * `/preview`, because generators turn an operation with two answers into a type that is neither.
 */
export class DryRunQuery {
  @ApiHideProperty()
  @IsOptional()
  @IsIn(['1'])
  dry_run?: '1';
}
