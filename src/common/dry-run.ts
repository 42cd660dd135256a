import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

/** What commands take that can be tried. */
export class DryRunQuery {
  @ApiPropertyOptional({
    description: '`1` answers what would happen, with the loan before and after, and changes nothing.',
    enum: ['1'],
    example: '1',
  })
  @IsOptional()
  @IsIn(['1'])
  dry_run?: '1';
}
