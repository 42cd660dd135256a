import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { OwnAccounts } from '../auth/own-accounts.service.js';
import { Context, MovesMoney } from '../commands/command-context.js';
import type { CommandAnswer, CommandContext } from '../commands/money-commands.js';
import { IdParam } from '../http/id-param.js';
import { Refuses } from '../http/refuses.js';
import { CreditPayments } from './credit-payments.service.js';
import { AppliedCreditResponse, ApplyCreditDto } from './customer-credit.dto.js';

@ApiTags('Customers')
@ApiBearerAuth()
@Controller('customers/:id/credit')
export class CustomerCreditController {
  constructor(
    private readonly payments: CreditPayments,
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
}
