import { Body, Controller, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiBody,
  ApiCreatedResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Roles } from '../auth/access.js';
import { Context, MovesMoney } from '../commands/command-context.js';
import type { CommandAnswer, CommandContext } from '../commands/money-commands.js';
import { Refuses } from '../http/refuses.js';
import { invalidFields } from '../http/validation.js';
import { LoanResponse, QueuedLoanResponse, RequestLoanDto } from '../loans/loans.dto.js';
import type { LoanRequest } from './loan-applications.service.js';
import { LoanRequests } from './loan-requests.service.js';

@ApiTags('Loans')
@ApiBearerAuth()
@Controller('loans')
export class LoanRequestsController {
  constructor(private readonly service: LoanRequests) {}

  @Post()
  @Roles('customer')
  @ApiOperation({
    operationId: 'Loans_request',
    summary: 'Request a loan',
    description:
      'Checks the amount against your range, takes the money from as many loan providers as needed and pays ' +
      'it out, all in one transaction: the loan is `active`, or nothing has happened. With a quote ' +
      'instead of an amount, the loan has exactly the figures of the quote. If the bank allows it, a loan that the ' +
      'providers cannot fund now answers 202 and waits in the funding queue: on a quote only with `queue: true`, for ' +
      'its amount and instalments, with the dates and cents of the day on which it begins.',
  })
  @ApiBody({
    type: RequestLoanDto,
    examples: {
      amount: { summary: "An amount, on the bank's terms", value: { amount: '1000.00' } },
      queue: { summary: 'An amount that may wait', value: { amount: '1000.00', queue: true } },
      quote: { summary: 'One of your quotes', value: { quote: '0198c0de-7777-7000-8000-000000000001' } },
      quoteOrQueue: {
        summary: 'One of your quotes, which may wait',
        value: { quote: '0198c0de-7777-7000-8000-000000000001', queue: true },
      },
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
  request(
    @Body() body: RequestLoanDto,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<LoanResponse | QueuedLoanResponse>> {
    return this.service.request(toLoanRequest(body, context.callerId), context);
  }
}

function toLoanRequest({ amount, quote, queue }: RequestLoanDto, customerId: string): LoanRequest {
  if (amount !== undefined && quote === undefined) return { customerId, amount, queue };
  if (quote !== undefined && amount === undefined) {
    return { customerId, quoteId: quote.toLowerCase(), queue: queue ?? false };
  }
  const message = 'Send either amount or quote.';
  throw invalidFields(['amount', 'quote'].map((field) => ({ field, code: 'either', message })));
}
