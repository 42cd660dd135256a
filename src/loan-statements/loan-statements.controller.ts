import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Caller } from '../auth/access.js';
import { IdParam } from '../http/id-param.js';
import { ListUrl } from '../http/links.js';
import { Refuses } from '../http/refuses.js';
import {
  HistoryQuery,
  HistoryResponse,
  LoanScheduleResponse,
  PayoffQuery,
  PayoffResponse,
  ScheduleQuery,
} from './loan-statements.dto.js';
import { LoanStatements } from './loan-statements.queries.js';

@ApiTags('Loans')
@ApiBearerAuth()
@Controller('loans/:id')
export class LoanStatementsController {
  constructor(private readonly statements: LoanStatements) {}

  @Get('schedule')
  @ApiOperation({
    summary: "A loan's instalments",
    description:
      'What is due on each, what was paid of it and what is left, at the end of a business date. Derived from the ' +
      "loan's terms and payments, by the same arithmetic that applies payments.",
  })
  @Refuses('loan_not_found', 'loan_not_paid_out')
  schedule(
    @Param() { id }: IdParam,
    @Query() query: ScheduleQuery,
    @CurrentUser() caller: Caller,
  ): Promise<LoanScheduleResponse> {
    return this.statements.schedule(id, query, caller);
  }

  @Get('payoff')
  @ApiOperation({
    summary: 'What it takes to pay off a loan',
    description: 'Paying exactly this amount on that date leaves nothing owed.',
  })
  @Refuses('loan_not_found', 'loan_not_paid_out')
  payoff(
    @Param() { id }: IdParam,
    @Query() { date }: PayoffQuery,
    @CurrentUser() caller: Caller,
  ): Promise<PayoffResponse> {
    return this.statements.payoff(id, date, caller);
  }

  @Get('history')
  @ApiOperation({
    summary: 'Everything that happened to a loan',
    description: 'In order, with the status and the balance before and after.',
  })
  @Refuses('loan_not_found')
  history(
    @Param() { id }: IdParam,
    @Query() query: HistoryQuery,
    @ListUrl() url: string,
    @CurrentUser() caller: Caller,
  ): Promise<HistoryResponse> {
    return this.statements.history(id, query, url, caller);
  }
}
