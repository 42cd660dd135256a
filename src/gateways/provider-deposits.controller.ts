import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { Context, keyed, MovesMoney } from '../commands/command-context.js';
import type { CommandAnswer, CommandContext } from '../commands/money-commands.js';
import { Refuses } from '../http/refuses.js';
import { StartedTransferResponse } from '../transfers/started-transfer.dto.js';
import { DepositDto } from './transfer-commands.dto.js';
import { ProviderDeposits } from './provider-deposits.service.js';

@ApiTags('Providers')
@ApiBearerAuth()
@Controller('providers/deposits')
export class ProviderDepositsController {
  constructor(private readonly deposits: ProviderDeposits) {}

  @Post()
  @Roles('provider')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Add money to lend, by card or from a bank account',
    description:
      'A gateway collects the money. It may be lent once it has settled: money that can still be taken back is not. ' +
      '`Idempotency-Key` is required, because a repeat without one would take the money twice.',
  })
  @ApiAcceptedResponse({ type: StartedTransferResponse })
  @MovesMoney({ keyed: true })
  @Refuses('instrument_not_found', 'instrument_not_usable', 'gateway_off')
  deposit(
    @Body() { amount, instrument }: DepositDto,
    @CurrentUser() caller: Caller,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<StartedTransferResponse>> {
    const request = { caller, amount, instrumentId: instrument.toLowerCase() };
    return this.deposits.deposit(request, keyed(context));
  }
}
