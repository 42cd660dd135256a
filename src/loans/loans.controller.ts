import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiBody,
  ApiCreatedResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { alsoCsv, CsvList } from '../common/csv-list.js';
import { Context, MovesMoney, sendAnswer } from '../common/command-context.js';
import { IdParam } from '../common/id-param.js';
import type { CommandContext } from '../common/money-commands.js';
import { ListUrl } from '../common/links.js';
import { Refuses } from '../common/refuses.js';
import { invalidFields } from '../common/validation.js';
import { LoanListQuery, LoanListResponse, ShownLoanResponse } from './loan-list.dto.js';
import { LoanResponse, QueuedLoanResponse, RequestLoanDto } from './loans.dto.js';
import { LoansQueries } from './loans.queries.js';
import type { LoanRequest } from './loan-wishes.service.js';
import { LoansService } from './loans.service.js';

@ApiTags('Loans')
@ApiBearerAuth()
@Controller('loans')
export class LoansController {
  constructor(
    private readonly service: LoansService,
    private readonly queries: LoansQueries,
  ) {}

  @Post()
  @Roles('customer')
  @ApiOperation({
    summary: 'Request a loan',
    description:
      'Checks the amount against your range, takes the money from as many loan providers as it needs and pays ' +
      'it out, all in one transaction: the loan is answered `active`, or nothing has happened. With a quote ' +
      'instead of an amount the loan has exactly the figures of the quote. Where the bank allows it, a loan that the ' +
      'providers cannot fund now is answered 202 and waits in the funding queue.',
  })
  @ApiBody({
    type: RequestLoanDto,
    examples: {
      amount: { summary: "An amount, on the bank's terms", value: { amount: '1000.00' } },
      queue: { summary: 'An amount, and it may wait', value: { amount: '1000.00', queue: true } },
      quote: { summary: 'A quote of yours', value: { quote: '0198c0de-7777-7000-8000-000000000001' } },
    },
  })
  @ApiCreatedResponse({ type: LoanResponse })
  @ApiAcceptedResponse({ type: QueuedLoanResponse, description: 'The loan waits for money.' })
  @MovesMoney()
  @Refuses(
    'account_disabled',
    'score_too_low',
    'amount_out_of_range',
    'queue_not_offered',
    'loan_does_not_amortise',
    'insufficient_funds',
    'quote_not_found',
    'quote_used',
    'quote_superseded',
    'quote_expired',
  )
  async request(
    @Body() body: RequestLoanDto,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const request = toLoanRequest(body, context.callerId);
    return sendAnswer(reply, await this.service.request(request, context));
  }

  @Get(alsoCsv())
  @ApiOperation({
    summary: 'List loans',
    description:
      'A customer sees its own, a provider those it funded, staff all; newest first. One `status`, a customer and a ' +
      'provider are found by index; other filters walk through what these leave until the page is full.',
  })
  @CsvList('loans', ShownLoanResponse, LoanListResponse)
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
    description: 'Amounts, status and what is due next. Loans that do not concern you are not found.',
  })
  @Refuses('loan_not_found')
  getLoan(@Param() { id }: IdParam, @CurrentUser() caller: Caller): Promise<ShownLoanResponse> {
    return this.queries.showLoan(id, caller);
  }
}

function toLoanRequest({ amount, quote, queue }: RequestLoanDto, customerId: string): LoanRequest {
  if (amount !== undefined && quote === undefined) return { customerId, amount, queue };
  if (queue !== undefined && quote !== undefined) {
    const message = 'queue goes with an amount: a quote holds for its date and does not wait.';
    throw invalidFields([{ field: 'queue', code: 'does_not_fit', message }]);
  }
  if (quote !== undefined && amount === undefined) return { customerId, quoteId: quote.toLowerCase() };
  const message = 'Send either amount or quote.';
  throw invalidFields(['amount', 'quote'].map((field) => ({ field, code: 'either', message })));
}
