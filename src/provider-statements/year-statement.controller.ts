import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { Refuses } from '../http/refuses.js';
import { YearStatementQuery, YearStatementResponse } from './year-statement.dto.js';
import { YearStatements } from './year-statement.queries.js';

@ApiTags('Providers')
@ApiBearerAuth()
@Controller('providers/year_statement')
export class YearStatementController {
  constructor(private readonly statements: YearStatements) {}

  @Get()
  @Roles('provider', 'staff')
  @ApiOperation({
    summary: "A provider's year",
    description:
      'By months: money in and out, principal lent and paid back, interest, commission, losses and recoveries, each ' +
      'less what was reversed; with the balances before and after, from the journal.',
  })
  @Refuses('provider_not_found')
  show(
    @Query() { year, provider }: YearStatementQuery,
    @CurrentUser() caller: Caller,
  ): Promise<YearStatementResponse> {
    return this.statements.of(year, provider, caller);
  }
}
