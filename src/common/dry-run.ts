import { IsIn, IsOptional } from 'class-validator';

/** What commands take that can be tried. */
export class DryRunQuery {
  /**
   * `1` answers what would happen, with the loan before and after, and changes nothing.
   * @example "1"
   */
  @IsOptional()
  @IsIn(['1'])
  dry_run?: '1';
}
