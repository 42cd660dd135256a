import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { IdParam } from '../http/id-param.js';
import { ListUrl } from '../http/links.js';
import { Refuses } from '../http/refuses.js';
import { AllocationReceiptResponse, ReceiptQuery } from './receipts.dto.js';
import { ReceiptsQueries } from './receipts.queries.js';

@ApiTags('Funding')
@ApiBearerAuth()
@Controller('loans/:id/allocation')
export class ReceiptsController {
  constructor(private readonly queries: ReceiptsQueries) {}

  @Get()
  @Roles('provider', 'staff')
  @ApiOperation({
    summary: 'Why a loan has the lenders it has',
    description:
      'The allocation receipt: the providers in the order in which they were ranked, what each lent or why it was ' +
      'skipped, then those that were not ranked, with the reason. It is found by replaying the allocation on its ' +
      'recorded input. Staff see all, a provider its own row.',
  })
  @Refuses('loan_not_found', 'receipt_not_found')
  ofLoan(
    @Param() { id }: IdParam,
    @Query() query: ReceiptQuery,
    @ListUrl() url: string,
    @CurrentUser() caller: Caller,
  ): Promise<AllocationReceiptResponse> {
    return this.queries.ofLoan(id, query, url, caller);
  }
}
