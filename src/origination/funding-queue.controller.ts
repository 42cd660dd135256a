import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { OwnAccounts } from '../auth/own-accounts.service.js';
import { alsoCsv, CsvList } from '../http/csv-list.js';
import { IdParam } from '../http/id-param.js';
import { ListUrl } from '../http/links.js';
import { Refuses } from '../http/refuses.js';
import { LoanResponse } from '../loans/loans.dto.js';
import { LoansQueries } from '../loans/loans.queries.js';
import { QueueListQuery, QueueListResponse, QueueEntryResponse } from './funding-queue.dto.js';
import { FundingQueueQueries } from './funding-queue.queries.js';
import { FundingQueue } from './funding-queue.service.js';

@ApiTags('Funding queue')
@ApiBearerAuth()
@Controller()
export class FundingQueueController {
  constructor(
    private readonly queue: FundingQueue,
    private readonly queries: FundingQueueQueries,
    private readonly loans: LoansQueries,
    private readonly own: OwnAccounts,
  ) {}

  @Get(alsoCsv('funding_queue'))
  @Roles('customer', 'staff')
  @ApiOperation({
    summary: 'List loans that wait for money',
    description:
      'With their position, and loans whose wait has ended. A customer sees its own, staff all; newest first.',
  })
  @CsvList('funding_queue', QueueEntryResponse, QueueListResponse)
  list(
    @Query() query: QueueListQuery,
    @ListUrl() url: string,
    @CurrentUser() caller: Caller,
  ): Promise<QueueListResponse> {
    return this.queries.list(query, url, caller);
  }

  @Post('loans/:id/cancel')
  @Roles('customer', 'staff')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Leave the funding queue',
    description: 'Cancels a loan that waits for money. Nothing was lent, so nothing is owed.',
  })
  @ApiOkResponse({ type: LoanResponse })
  @Refuses('loan_not_found', 'own_person', 'loan_not_queued')
  async cancel(@Param() { id }: IdParam, @CurrentUser() caller: Caller): Promise<LoanResponse> {
    await this.queue.cancel(id, caller, await this.own.of(caller));
    return this.loans.getLoan(id, caller);
  }
}
