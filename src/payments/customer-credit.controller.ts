import { Body, Controller, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { Context, keyed, MovesMoney } from '../commands/command-context.js';
import { DryRunQuery } from '../commands/dry-run.js';
import { CommandAnswer, type CommandContext } from '../commands/money-commands.js';
import { OwnAccounts } from '../auth/own-accounts.service.js';
import { IdParam } from '../http/id-param.js';
import { Refuses } from '../http/refuses.js';
import { CreditPayments } from './credit-payments.service.js';
import { StartedTransferResponse } from '../transfers/started-transfer.dto.js';
import { CreditRefunds, type RefundRequest } from './credit-refunds.service.js';
import {
  AppliedCreditResponse,
  ApplyCreditDto,
  RefundCreditDto,
  RefundPreviewResponse,
} from './customer-credit.dto.js';

const REFUSALS = [
  'customer_not_found',
  'own_person',
  'insufficient_credit',
  'credit_on_hold',
  'instrument_not_found',
  'instrument_not_usable',
  'payout_account_needed',
  'gateway_off',
] as const;

@ApiTags('Customers')
@ApiBearerAuth()
@Controller('customers/:id/credit')
export class CustomerCreditController {
  constructor(
    private readonly payments: CreditPayments,
    private readonly refunds: CreditRefunds,
    private readonly own: OwnAccounts,
  ) {}

  @Post('apply')
  @Roles('staff')
  @ApiOperation({
    summary: "Pay on a loan from a customer's credit",
    description:
      'As much of the credit as the loan takes; the rest stays. Credit is money of the customer that no loan took, such ' +
      'as a transfer of more than was owed.',
  })
  @ApiCreatedResponse({ type: AppliedCreditResponse })
  @MovesMoney()
  @Refuses(
    'customer_not_found',
    'own_person',
    'loan_not_found',
    'loan_not_paid_out',
    'loan_already_paid',
    'insufficient_credit',
  )
  async apply(
    @Param() { id: customerId }: IdParam,
    @Body() { loan }: ApplyCreditDto,
    @CurrentUser() caller: Caller,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<AppliedCreditResponse>> {
    await this.own.assertOthers(caller, customerId);
    return this.payments.apply({ staffId: caller.id, customerId, loanId: loan.toLowerCase() }, context);
  }

  @Post('refund')
  @HttpCode(202)
  @Roles('staff')
  @ApiOperation({
    summary: "Pay a customer's credit out",
    description:
      'To a bank account of the customer, or back to the card that it came from: money by card goes back to its card. ' +
      'The amount leaves the credit at once, and comes back if it cannot be paid out. What a transfer brought that can ' +
      'still be taken back is on hold. `Idempotency-Key` is required, because a repeat without one would pay it out ' +
      'twice. With `?dry_run=1` it answers what `POST /api/customers/{id}/credit/refund/preview/` does.',
  })
  @ApiAcceptedResponse({ type: StartedTransferResponse })
  @MovesMoney({ keyed: true })
  @Refuses(...REFUSALS)
  async refund(
    @Param() param: IdParam,
    @Body() body: RefundCreditDto,
    @Query() { dry_run: dryRun }: DryRunQuery,
    @CurrentUser() caller: Caller,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<StartedTransferResponse | RefundPreviewResponse>> {
    await this.own.assertOthers(caller, param.id);
    if (dryRun !== undefined) {
      return new CommandAnswer(200, await this.previewRefund(param, body, caller), false);
    }
    return this.refunds.refund(toRefundRequest(param, body, caller), keyed(context));
  }

  @Post('refund/preview')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'Try a refund of credit',
    description: 'Where the money would go, when, and the credit before and after. Nothing changes.',
  })
  @Refuses(...REFUSALS)
  async previewRefund(
    @Param() param: IdParam,
    @Body() body: RefundCreditDto,
    @CurrentUser() caller: Caller,
  ): Promise<RefundPreviewResponse> {
    await this.own.assertOthers(caller, param.id);
    return this.refunds.preview(toRefundRequest(param, body, caller));
  }
}

function toRefundRequest(
  { id: customerId }: IdParam,
  { amount, instrument }: RefundCreditDto,
  { id: staffId }: Caller,
): RefundRequest {
  return { staffId, customerId, amount, instrumentId: instrument.toLowerCase() };
}
