import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { Context, keyed, MovesMoney } from '../commands/command-context.js';
import type { CommandAnswer, CommandContext } from '../commands/money-commands.js';
import { Refuses } from '../http/refuses.js';
import { invalidFields } from '../http/validation.js';
import { DomainError } from '../runtime/problems.js';
import { StartedTransferResponse } from '../transfers/started-transfer.dto.js';
import { InstrumentPayments, type InstrumentPaymentRequest } from './instrument-payments.service.js';
import { CollectPaymentDto } from './requests.dto.js';

@ApiTags('Payments')
@ApiBearerAuth()
@Controller('payments/collect')
export class CollectController {
  constructor(private readonly payments: InstrumentPayments) {}

  @Post()
  @HttpCode(202)
  @Roles('customer')
  @ApiOperation({
    summary: 'Pay on a loan by card or from a bank account',
    description:
      'A gateway collects the money, and the payment counts once the gateway has it: from today, also when that takes ' +
      'days. `GET /api/transfers/{id}/` tells what became of it. `Idempotency-Key` is required, because a repeat ' +
      'without one would take the money twice. `POST /api/payments/` with an `instrument` does the same.',
  })
  @ApiAcceptedResponse({ type: StartedTransferResponse })
  @MovesMoney({ keyed: true })
  @Refuses(
    'loan_not_found',
    'loan_not_paid_out',
    'loan_already_paid',
    'payment_exceeds_balance',
    'instrument_not_found',
    'instrument_not_usable',
    'gateway_off',
    'loan_has_transfer_pending',
  )
  collect(
    @Body() body: CollectPaymentDto,
    @CurrentUser() caller: Caller,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<StartedTransferResponse>> {
    return this.payments.pay(toCollectRequest(body, body.instrument, caller), keyed(context));
  }
}

/** Throws `forbidden` for anybody but a customer, and `validation_failed` for a value date. */
export function toCollectRequest(
  { loan, amount, value_date: valueDate }: { loan: string; amount: string; value_date?: string | undefined },
  instrument: string,
  caller: Caller,
): InstrumentPaymentRequest {
  if (caller.role !== 'customer') {
    throw new DomainError('forbidden', 'Only customers pay with their cards and bank accounts.');
  }
  if (valueDate !== undefined) {
    const message = 'value_date must be left out: a payment by instrument counts from today.';
    throw invalidFields([{ field: 'value_date', code: 'does_not_fit', message }]);
  }
  return { caller, loanId: loan.toLowerCase(), amount, instrumentId: instrument.toLowerCase() };
}
