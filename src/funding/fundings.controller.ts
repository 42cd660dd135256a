import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { alsoCsv, CsvList } from '../http/csv-list.js';
import { IdParam } from '../http/id-param.js';
import { ListUrl } from '../http/links.js';
import { PageQuery } from '../http/paging.js';
import { Refuses } from '../http/refuses.js';
import { FundingListQuery, FundingListResponse, FundingResponse } from './fundings.dto.js';
import { FundingsQueries } from './fundings.queries.js';

@ApiTags('Funding')
@ApiBearerAuth()
@Controller()
export class FundingsController {
  constructor(private readonly queries: FundingsQueries) {}

  @Get(alsoCsv('fundings'))
  @Roles('provider', 'staff')
  @ApiOperation({
    summary: 'List participations in loans',
    description: 'A provider sees its own, staff see all; newest first.',
  })
  @CsvList('fundings', FundingResponse, FundingListResponse)
  list(
    @Query() query: FundingListQuery,
    @ListUrl() url: string,
    @CurrentUser() caller: Caller,
  ): Promise<FundingListResponse> {
    return this.queries.list(query, url, caller);
  }

  @Get('loans/:id/fundings')
  @ApiOperation({
    summary: 'Who funded a loan',
    description: 'The customer sees the amounts, a provider its own part, staff everything.',
  })
  @Refuses('loan_not_found')
  ofLoan(
    @Param() { id }: IdParam,
    @Query() query: PageQuery,
    @ListUrl() url: string,
    @CurrentUser() caller: Caller,
  ): Promise<FundingListResponse> {
    return this.queries.ofLoan(id, query, url, caller);
  }
}
