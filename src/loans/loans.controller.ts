import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Caller } from '../auth/access.js';
import { alsoCsv, CsvList } from '../http/csv-list.js';
import { IdParam } from '../http/id-param.js';
import { ListUrl } from '../http/links.js';
import { Refuses } from '../http/refuses.js';
import { LoanDetailResponse, LoanListQuery, LoanListResponse, ShownLoanResponse } from './loan-list.dto.js';
import { LoansQueries } from './loans.queries.js';

@ApiTags('Loans')
@ApiBearerAuth()
@Controller('loans')
export class LoansController {
  constructor(private readonly queries: LoansQueries) {}

  @Get(alsoCsv())
  @ApiOperation({
    summary: 'List loans',
    description:
      'A customer sees its own, a provider those it funded, staff all; newest first, or by `ordering`. Filters by one `status`, a customer ' +
      'or a provider use an index; other filters scan the rest until the page is full.',
  })
  @CsvList('loans', ShownLoanResponse, LoanListResponse)
  @Refuses('too_many_to_sort')
  list(
    @Query() query: LoanListQuery,
    @ListUrl() url: string,
    @CurrentUser() caller: Caller,
  ): Promise<LoanListResponse> {
    return this.queries.list(query, url, caller);
  }

  @Get(':id')
  @ApiOperation({
    summary: 'Show a loan',
    description: 'Amounts, status and what is due next. Loans that do not concern you answer 404.',
  })
  @Refuses('loan_not_found')
  getLoan(@Param() { id }: IdParam, @CurrentUser() caller: Caller): Promise<LoanDetailResponse> {
    return this.queries.showLoan(id, caller);
  }
}
