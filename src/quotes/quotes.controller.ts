import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { IdParam } from '../http/id-param.js';
import { Refuses } from '../http/refuses.js';
import { QuoteResponse, RequestQuoteDto } from './quotes.dto.js';
import { QuotesQueries } from './quotes.queries.js';
import { QuotesService } from './quotes.service.js';

@ApiTags('Loans')
@ApiBearerAuth()
@Controller('quotes')
export class QuotesController {
  constructor(
    private readonly service: QuotesService,
    private readonly queries: QuotesQueries,
  ) {}

  @Post()
  @Roles('customer')
  @ApiOperation({
    summary: 'Ask what a loan would cost',
    description:
      'The whole schedule, the total cost and the annual percentage rate of a possible loan. ' +
      '`POST /api/loans/` with the id of the quote gives exactly that loan. A customer keeps at most 30 unused quotes: ' +
      'a new one replaces the oldest.',
  })
  @ApiCreatedResponse({ type: QuoteResponse, description: 'The quote, kept until it expires.' })
  @Refuses('account_disabled', 'score_too_low', 'amount_out_of_range', 'loan_does_not_amortise')
  async quote(
    @Body() { amount, installments }: RequestQuoteDto,
    @CurrentUser() caller: Caller,
  ): Promise<QuoteResponse> {
    return this.queries.show(await this.service.quote({ customerId: caller.id, amount, installments }));
  }

  @Get(':id')
  @Roles('customer', 'staff')
  @ApiOperation({
    summary: 'Show a quote',
    description: 'A customer sees its own, staff see all.',
  })
  @Refuses('quote_not_found')
  getQuote(@Param() { id }: IdParam, @CurrentUser() caller: Caller): Promise<QuoteResponse> {
    return this.queries.getQuote(id, caller);
  }
}
