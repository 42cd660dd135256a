import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { CurrentUser, isStaff, Roles, type Caller } from '../auth/access.js';
import { alsoCsv, CsvList } from '../http/csv-list.js';
import { OwnAccounts } from '../auth/own-accounts.service.js';
import { Context, keyed, MovesMoney } from '../commands/command-context.js';
import { DryRunQuery } from '../commands/dry-run.js';
import { IdParam } from '../http/id-param.js';
import { CommandAnswer, type CommandContext } from '../commands/money-commands.js';
import { ListUrl } from '../http/links.js';
import { DomainError } from '../runtime/problems.js';
import { Refuses } from '../http/refuses.js';
import type { StartedTransferResponse } from '../transfers/started-transfer.dto.js';
import { overTheCounter } from '../tills/till.dto.js';
import { toCollectRequest } from './collect.controller.js';
import { InstrumentPayments } from './instrument-payments.service.js';
import { ReversePaymentDto } from './requests.dto.js';
import { PaymentInstallments } from './payment-installments.queries.js';
import { PaymentPreviews } from './payment-previews.service.js';
import {
  MadePaymentResponse,
  MakePaymentDto,
  PaymentPreviewResponse,
  ReversalPreviewResponse,
  ReversedPaymentResponse,
  ShownPaymentResponse,
} from './payments.dto.js';
import { ListedPaymentResponse, PaymentListQuery, PaymentListResponse } from './payment-list.dto.js';
import { PaymentsQueries } from './payments.queries.js';
import type { PaymentRequest } from './payments.service.js';
import { ReceiptedPayments } from './receipted-payments.service.js';
import type { ReversalRequest } from './reversals.service.js';

const LOAN = '0198c0de-4444-7000-8000-000000000001';
const PaymentBody = () =>
  ApiBody({
    type: MakePaymentDto,
    examples: {
      today: { summary: 'A payment made today', value: { loan: LOAN, amount: '87.50' } },
      past: {
        summary: 'Staff: a payment that came earlier',
        value: { loan: LOAN, amount: '87.50', value_date: '2026-11-20' },
      },
      cheque: {
        summary: 'Staff: a cheque',
        value: { loan: LOAN, amount: '87.50', method: 'cheque', reference: 'CHQ 004711' },
      },
    },
  });

@ApiTags('Payments')
@ApiBearerAuth()
@Controller('payments')
export class PaymentsController {
  constructor(
    private readonly service: ReceiptedPayments,
    private readonly previews: PaymentPreviews,
    private readonly queries: PaymentsQueries,
    private readonly installments: PaymentInstallments,
    private readonly byInstrument: InstrumentPayments,
    private readonly own: OwnAccounts,
  ) {}

  @Post()
  @Roles('customer', 'staff')
  @ApiOperation({
    summary: 'Pay on a loan',
    description:
      'Any amount up to what pays the loan off. It goes to the oldest instalment first, inside it in the loan’s ' +
      "allocation order, and is split among the wallets of the loan's providers by their shares, to the cent, in " +
      'one transaction. Staff may pay for a customer, date the payment in the past, and say how the money came; they get ' +
      'the number of a receipt. Where `direct_payments` of the bank is `staff`, only they pay without an `instrument`. With `?dry_run=1` it answers ' +
      'what `POST /api/payments/preview/` does, and with an `instrument` what `POST /api/payments/collect/` does.',
  })
  @PaymentBody()
  @ApiCreatedResponse({ type: MadePaymentResponse })
  @MovesMoney()
  @Refuses(
    'loan_not_found',
    'own_person',
    'loan_not_paid_out',
    'loan_already_paid',
    'payment_exceeds_balance',
    'direct_payment_off',
  )
  async pay(
    @Body() body: MakePaymentDto,
    @Query() { dry_run: dryRun }: DryRunQuery,
    @CurrentUser() caller: Caller,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<MadePaymentResponse | PaymentPreviewResponse | StartedTransferResponse>> {
    if (dryRun === undefined && body.instrument !== undefined) {
      overTheCounter(body, caller);
      return this.byInstrument.pay(toCollectRequest(body, body.instrument, caller), keyed(context));
    }
    if (dryRun === undefined) return this.service.pay(await this.paymentOf(body, caller), context);
    return new CommandAnswer(200, await this.previewPayment(body, caller), false);
  }

  @Post('preview')
  @HttpCode(200)
  @Roles('customer', 'staff')
  @ApiOperation({
    summary: 'Try a payment',
    description: 'What it would pay and to whom, and the loan before and after. Nothing changes.',
  })
  @PaymentBody()
  @Refuses(
    'loan_not_found',
    'own_person',
    'loan_not_paid_out',
    'loan_already_paid',
    'payment_exceeds_balance',
    'direct_payment_off',
  )
  async previewPayment(
    @Body() body: MakePaymentDto,
    @CurrentUser() caller: Caller,
  ): Promise<PaymentPreviewResponse> {
    return this.previews.pay(await this.paymentOf(body, caller), caller);
  }

  @Post(':id/reverse')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'Reverse a payment',
    description:
      'For a payment that never really came, such as a bounced cheque. The loan becomes what it would be without it, ' +
      'and every provider gives back its share from its wallet; what the wallet lacks, it owes to the bank ' +
      '(`receivable_amount`). The payment stays on record, marked as reversed. With `money` as `credit`, the money ' +
      'stays as the credit of the customer. With `?dry_run=1` it answers what ' +
      '`POST /api/payments/{id}/reverse/preview/` does.',
  })
  @ApiOkResponse({ description: 'The payment as it is now.', type: ReversedPaymentResponse })
  @MovesMoney()
  @Refuses('payment_not_found', 'own_person', 'payment_already_reversed', 'payment_has_transfer')
  async reverse(
    @Param() param: IdParam,
    @Body() body: ReversePaymentDto,
    @Query() { dry_run: dryRun }: DryRunQuery,
    @CurrentUser() caller: Caller,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<ReversedPaymentResponse | ReversalPreviewResponse>> {
    if (dryRun !== undefined)
      return new CommandAnswer(200, await this.previewReversal(param, body, caller), false);
    return this.service.reverse(await this.reversalOf(param, body, caller), context);
  }

  @Post(':id/reverse/preview')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'Preview a reversal',
    description: 'The payment as it would be, and the loan before and after. Nothing changes.',
  })
  @Refuses('payment_not_found', 'own_person', 'payment_already_reversed', 'payment_has_transfer')
  async previewReversal(
    @Param() param: IdParam,
    @Body() body: ReversePaymentDto,
    @CurrentUser() caller: Caller,
  ): Promise<ReversalPreviewResponse> {
    return this.previews.reverse(await this.reversalOf(param, body, caller), caller);
  }

  @Get(alsoCsv())
  @Roles('customer', 'staff')
  @ApiOperation({
    summary: 'List payments',
    description: 'A customer sees its own, staff see all; newest first.',
  })
  @CsvList('payments', ListedPaymentResponse, PaymentListResponse)
  @Refuses('too_many_to_sort')
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
    description: 'With its split by instalment and among the providers; a customer sees the amounts only.',
  })
  @Refuses('payment_not_found')
  async getPayment(@Param() { id }: IdParam, @CurrentUser() caller: Caller): Promise<ShownPaymentResponse> {
    const payment = await this.queries.getPayment(id, caller);
    return { ...payment, installments: await this.installments.of(payment, caller) };
  }

  private async paymentOf(
    { loan, amount, value_date: valueDate, instrument, ...over }: MakePaymentDto,
    caller: Caller,
  ): Promise<PaymentRequest> {
    if (valueDate !== undefined && !isStaff(caller)) {
      throw new DomainError('forbidden', 'Only bank staff may date a payment: leave value_date out.');
    }
    const [loanId, own] = [loan.toLowerCase(), await this.own.of(caller)];
    const isVouchedFor = instrument !== undefined;
    return { caller, loanId, amount, valueDate, isVouchedFor, over: overTheCounter(over, caller), own };
  }

  private async reversalOf(
    { id: paymentId }: IdParam,
    { reason, money = 'returned', method, reference }: ReversePaymentDto,
    caller: Caller,
  ): Promise<ReversalRequest> {
    const over = { tellerId: caller.id, method, reference: reference?.trim() ?? null };
    return { staffId: caller.id, paymentId, reason, money, over, own: await this.own.of(caller) };
  }
}
