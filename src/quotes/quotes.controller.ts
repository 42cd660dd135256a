import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, servedBy, type Caller } from '../auth/access.js';
import { OwnAccounts } from '../auth/own-accounts.service.js';
import { DryRunQuery } from '../commands/dry-run.js';
import { CommandAnswer } from '../commands/money-commands.js';
import { BodyExample } from '../http/body-example.js';
import { IdParam } from '../http/id-param.js';
import { Refuses } from '../http/refuses.js';
import { QuotePreviewResponse, QuoteResponse, RequestQuoteDto } from './quotes.dto.js';
import { QuotesQueries } from './quotes.queries.js';
import { QuotesService, type QuoteRequest } from './quotes.service.js';

@ApiTags('Loans')
@ApiBearerAuth()
@Controller('quotes')
export class QuotesController {
  constructor(
    private readonly service: QuotesService,
    private readonly queries: QuotesQueries,
    private readonly own: OwnAccounts,
  ) {}

  @Post()
  @Roles('customer', 'staff')
  @ApiOperation({
    summary: 'Ask what a loan would cost',
    description:
      'The whole schedule, the total cost and the annual percentage rate of a possible loan. ' +
      '`POST /api/loans/` with the id of the quote gives exactly that loan. A customer keeps at most 30 unused quotes: ' +
      'a new one replaces the oldest. Staff ask for a `customer`. With `?dry_run=1` it answers what ' +
      '`POST /api/quotes/preview/` does.',
  })
  @BodyExample(RequestQuoteDto, { amount: '1000.00', installments: 12 })
  @ApiCreatedResponse({ type: QuoteResponse, description: 'The quote, kept until it expires.' })
  @Refuses(
    'customer_not_found',
    'own_person',
    'account_disabled',
    'score_too_low',
    'amount_out_of_range',
    'loan_does_not_amortise',
  )
  async quote(
    @Body() body: RequestQuoteDto,
    @Query() { dry_run: dryRun }: DryRunQuery,
    @CurrentUser() caller: Caller,
  ): Promise<QuoteResponse | CommandAnswer<QuotePreviewResponse>> {
    if (dryRun !== undefined) return new CommandAnswer(200, await this.preview(body, caller), false);
    return this.queries.show(await this.service.quote(await this.asked(body, caller)));
  }

  @Post('preview')
  @HttpCode(200)
  @Roles('customer', 'staff')
  @ApiOperation({
    summary: 'Look what a loan would cost',
    description:
      'The figures of a quote, for trying amounts: nothing is kept, and nothing can be taken up. Staff ask for a ' +
      '`customer`.',
  })
  @BodyExample(RequestQuoteDto, { amount: '1000.00', installments: 12 })
  @Refuses(
    'customer_not_found',
    'own_person',
    'account_disabled',
    'score_too_low',
    'amount_out_of_range',
    'loan_does_not_amortise',
  )
  async preview(@Body() body: RequestQuoteDto, @CurrentUser() caller: Caller): Promise<QuotePreviewResponse> {
    return this.queries.showPreview(await this.service.preview(await this.asked(body, caller)));
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

  private async asked({ customer, ...wanted }: RequestQuoteDto, caller: Caller): Promise<QuoteRequest> {
    const customerId = servedBy(caller, 'customer', customer);
    await this.own.assertOthers(caller, customerId);
    return { ...wanted, customerId };
  }
}
