import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { DryRunQuery } from '../commands/dry-run.js';
import { CommandAnswer } from '../commands/money-commands.js';
import { IdParam } from '../http/id-param.js';
import { Refuses } from '../http/refuses.js';
import { QuotePreviewResponse, QuoteResponse, RequestQuoteDto } from './quotes.dto.js';
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
      'a new one replaces the oldest. With `?dry_run=1` it answers what `POST /api/quotes/preview/` does.',
  })
  @ApiCreatedResponse({ type: QuoteResponse, description: 'The quote, kept until it expires.' })
  @Refuses('account_disabled', 'score_too_low', 'amount_out_of_range', 'loan_does_not_amortise')
  async quote(
    @Body() body: RequestQuoteDto,
    @Query() { dry_run: dryRun }: DryRunQuery,
    @CurrentUser() caller: Caller,
  ): Promise<QuoteResponse | CommandAnswer<QuotePreviewResponse>> {
    if (dryRun !== undefined) return new CommandAnswer(200, await this.preview(body, caller), false);
    return this.queries.show(await this.service.quote({ ...body, customerId: caller.id }));
  }

  @Post('preview')
  @HttpCode(200)
  @Roles('customer')
  @ApiOperation({
    summary: 'Look what a loan would cost',
    description: 'The figures of a quote, for trying amounts: nothing is kept, and nothing can be taken up.',
  })
  @Refuses('account_disabled', 'score_too_low', 'amount_out_of_range', 'loan_does_not_amortise')
  async preview(@Body() body: RequestQuoteDto, @CurrentUser() caller: Caller): Promise<QuotePreviewResponse> {
    return this.queries.showPreview(await this.service.preview({ ...body, customerId: caller.id }));
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
