import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { Context, MovesMoney, sendAnswer } from '../common/command-context.js';
import { IdParam } from '../common/id-param.js';
import type { CommandContext } from '../common/money-commands.js';
import { ListUrl } from '../common/paging.js';
import { Refuses } from '../common/refuses.js';
import {
  MadePaymentResponse,
  MakePaymentDto,
  PaymentDetailResponse,
  PaymentListQuery,
  PaymentListResponse,
} from './payments.dto.js';
import { PaymentsQueries } from './payments.queries.js';
import { PaymentsService } from './payments.service.js';

@ApiTags('Payments')
@ApiBearerAuth()
@Controller('payments')
export class PaymentsController {
  constructor(
    private readonly service: PaymentsService,
    private readonly queries: PaymentsQueries,
  ) {}

  @Post()
  @Roles('customer')
  @ApiOperation({
    summary: 'Pay on a loan',
    description:
      'Any amount up to the balance. It goes to the oldest instalment first, interest before principal, and is ' +
      "split among the wallets of the loan's providers by their shares, to the cent, in one transaction.",
  })
  @ApiCreatedResponse({ type: MadePaymentResponse })
  @MovesMoney()
  @Refuses('loan_not_found', 'loan_already_paid', 'payment_exceeds_balance')
  async pay(
    @Body() { loan, amount }: MakePaymentDto,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const request = { customerId: context.callerId, loanId: loan.toLowerCase(), amount };
    return sendAnswer(reply, await this.service.pay(request, context));
  }

  @Get()
  @Roles('customer', 'staff')
  @ApiOperation({
    summary: 'List payments',
    description: 'A customer sees its own, staff see all; newest first.',
  })
  list(
    @Query() query: PaymentListQuery,
    @ListUrl() url: string,
    @CurrentUser() caller: Caller,
  ): Promise<PaymentListResponse> {
    return this.queries.list(query, url, caller);
  }

  @Get(':id')
  @Roles('customer', 'staff')
  @ApiOperation({
    summary: 'Show a payment',
    description: 'With its split among the providers; a customer sees the amounts only.',
  })
  @Refuses('payment_not_found')
  getPayment(@Param() { id }: IdParam, @CurrentUser() caller: Caller): Promise<PaymentDetailResponse> {
    return this.queries.getPayment(id, caller);
  }
}
