import { Body, Controller, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiBody,
  ApiCreatedResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { CurrentUser, isStaff, Roles, servedBy, type Caller } from '../auth/access.js';
import { OwnAccounts } from '../auth/own-accounts.service.js';
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
  constructor(
    private readonly service: LoanRequests,
    private readonly own: OwnAccounts,
  ) {}

  @Post()
  @Roles('customer', 'staff')
  @ApiOperation({
    operationId: 'Loans_request',
    summary: 'Request a loan',
    description:
      'Checks the amount against your range, takes the money from as many loan providers as needed and pays ' +
      'it out, all in one transaction: the loan is `active`, or nothing has happened. With a quote ' +
      'instead of an amount, the loan has exactly the figures of the quote. If the bank allows it, a loan that the ' +
      'providers cannot fund now answers 202 and waits in the funding queue: on a quote only with `queue: true`, for ' +
      'its amount and instalments, with the dates and cents of the day on which it begins. Staff request it for a ' +
      '`customer`, who is asked about as always; the loan says who requested it.',
  })
  @ApiBody({
    type: RequestLoanDto,
    examples: {
      amount: { summary: "An amount, on the bank's terms", value: { amount: '1000.00' } },
      queue: { summary: 'An amount that may wait', value: { amount: '1000.00', queue: true } },
      staff: {
        summary: 'Staff: for a customer',
        value: { customer: '0198c0de-2222-7000-8000-000000000001', amount: '1000.00' },
      },
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
    'customer_not_found',
    'own_person',
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
    @CurrentUser() caller: Caller,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<LoanResponse | QueuedLoanResponse>> {
    const wanted = toLoanRequest(body, caller);
    await this.own.assertOthers(caller, wanted.customerId);
    return this.service.request(wanted, context);
  }
}

function toLoanRequest({ customer, amount, quote, queue }: RequestLoanDto, caller: Caller): LoanRequest {
  const customerId = servedBy(caller, 'customer', customer);
  const who = { customerId, requestedBy: isStaff(caller) ? caller.id : null };
  if (amount !== undefined && quote === undefined) return { ...who, amount, queue };
  if (quote !== undefined && amount === undefined) {
    return { ...who, quoteId: quote.toLowerCase(), queue: queue ?? false };
  }
  const message = 'Send either amount or quote.';
  throw invalidFields(['amount', 'quote'].map((field) => ({ field, code: 'either', message })));
}
