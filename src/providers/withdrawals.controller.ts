import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { Context, keyed, MovesMoney } from '../commands/command-context.js';
import type { CommandAnswer, CommandContext } from '../commands/money-commands.js';
import { BodyExample } from '../http/body-example.js';
import { Refuses } from '../http/refuses.js';
import { StartedTransferResponse } from '../transfers/started-transfer.dto.js';
import { WithdrawByTransferDto } from './providers.dto.js';
import { Withdrawals } from './withdrawals.service.js';

@ApiTags('Providers')
@ApiBearerAuth()
@Controller('providers/withdrawals')
export class WithdrawalsController {
  constructor(private readonly withdrawals: Withdrawals) {}

  @Post()
  @Roles('provider')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Have money of the wallet paid to my bank account',
    description:
      'The money leaves the wallet at once, and comes back if it cannot be paid out. `GET /api/transfers/{id}/` tells ' +
      'what became of it. `Idempotency-Key` is required, because a repeat without one would pay it out twice. ' +
      '`POST /api/providers/withdraw/` with an `instrument` does the same.',
  })
  @BodyExample(WithdrawByTransferDto, {
    amount: '10.00',
    instrument: '0198c0de-abcd-7000-8000-000000000001',
  })
  @ApiAcceptedResponse({ type: StartedTransferResponse })
  @MovesMoney({ keyed: true })
  @Refuses(
    'insufficient_wallet',
    'instrument_not_found',
    'instrument_not_usable',
    'payout_account_needed',
    'gateway_off',
  )
  withdraw(
    @Body() { amount, instrument }: WithdrawByTransferDto,
    @CurrentUser() { id: providerId }: Caller,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<StartedTransferResponse>> {
    const request = { providerId, amount, instrumentId: instrument.toLowerCase() };
    return this.withdrawals.withdraw(request, keyed(context));
  }
}
