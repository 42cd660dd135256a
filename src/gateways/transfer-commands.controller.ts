import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { By, CurrentUser, Roles, type Caller } from '../auth/access.js';
import { OwnAccounts } from '../auth/own-accounts.service.js';
import type { Actor } from '../http/audit-log.js';
import { IdParam } from '../http/id-param.js';
import { Refuses } from '../http/refuses.js';
import { InstrumentResponse, toInstrumentResponse } from '../transfers/instruments.dto.js';
import { StartedTransferResponse } from '../transfers/started-transfer.dto.js';
import { RefreshedTransferResponse, TransferDetailResponse } from '../transfers/transfers.dto.js';
import { TransfersQueries } from '../transfers/transfers.queries.js';
import { PayoutResends } from './payout-resends.service.js';
import { InstrumentSetup } from './instrument-setup.service.js';
import { ResendTransferDto, SetUpInstrumentDto, SetUpInstrumentResponse } from './transfer-commands.dto.js';
import { TransferCommands } from './transfer-commands.service.js';

@ApiTags('Transfers')
@ApiBearerAuth()
@Controller()
export class TransferCommandsController {
  constructor(
    private readonly commands: TransferCommands,
    private readonly resends: PayoutResends,
    private readonly instruments: InstrumentSetup,
    private readonly queries: TransfersQueries,
    private readonly own: OwnAccounts,
  ) {}

  @Post('instruments/setup')
  @Roles('customer', 'provider')
  @ApiOperation({
    summary: 'Set up a card or bank account to pay with',
    description:
      "Answers what the gateway's own fields need: the number is typed into those and never comes here.",
  })
  @ApiCreatedResponse({ type: SetUpInstrumentResponse })
  @Refuses('gateway_off', 'gateway_refused', 'gateway_unreachable', 'person_erased')
  setUp(@Body() body: SetUpInstrumentDto, @CurrentUser() { id }: Caller): Promise<SetUpInstrumentResponse> {
    return this.instruments.setUp(id, body);
  }

  @Post('instruments/:id/refresh')
  @HttpCode(200)
  @Roles('customer', 'provider')
  @ApiOperation({
    summary: 'Ask the gateway whether a card or bank account can be used now',
    description:
      "After the gateway's own fields have said that it is set up. The gateway says so by itself too, later.",
  })
  @ApiOkResponse({ type: InstrumentResponse })
  @Refuses('instrument_not_found', 'gateway_off', 'gateway_unreachable')
  async refreshInstrument(
    @Param() { id }: IdParam,
    @CurrentUser() caller: Caller,
  ): Promise<InstrumentResponse> {
    return toInstrumentResponse(await this.instruments.refresh(id, caller.id));
  }

  @Post('transfers/:id/cancel')
  @HttpCode(200)
  @Roles('customer', 'provider', 'staff')
  @ApiOperation({
    summary: 'Cancel a transfer',
    description:
      'As long as it was not sent to its gateway. What was to be paid out is in the wallet or the credit again.',
  })
  @ApiOkResponse({ type: TransferDetailResponse })
  @Refuses('transfer_not_found', 'transfer_state')
  async cancel(@Param() { id }: IdParam, @CurrentUser() caller: Caller): Promise<TransferDetailResponse> {
    await this.commands.cancel(id, caller);
    return this.queries.getTransfer(id, caller);
  }

  @Post('transfers/:id/refresh')
  @HttpCode(200)
  @Roles('customer', 'provider', 'staff')
  @ApiOperation({
    summary: 'Ask the gateway about a transfer',
    description:
      'It is asked by itself too, when it says that something is new and now and then. Who pays is told again where to ' +
      'confirm the payment, if that is still to be done.',
  })
  @ApiOkResponse({ type: RefreshedTransferResponse })
  @Refuses('transfer_not_found')
  async refresh(@Param() { id }: IdParam, @CurrentUser() caller: Caller): Promise<RefreshedTransferResponse> {
    const { party } = await this.queries.getTransfer(id, caller);
    const action = await this.commands.refresh(id);
    const transfer = await this.queries.getTransfer(id, caller);
    return { ...transfer, ...(action && party === caller.id && { action }) };
  }

  @Post('transfers/:id/resend')
  @HttpCode(202)
  @Roles('staff')
  @ApiOperation({
    summary: 'Send a payout to another account',
    description:
      'For a payout that failed, came back or was not sent. Another transfer takes its place: what is still promised goes ' +
      'over to it, and what is in the wallet or the credit again is taken from there. A payout has one successor, so a ' +
      'repeat answers `transfer_state`, with the `successor`.',
  })
  @ApiAcceptedResponse({ type: StartedTransferResponse })
  @Refuses(
    'transfer_not_found',
    'transfer_state',
    'instrument_not_found',
    'instrument_not_usable',
    'payout_account_needed',
    'gateway_off',
    'own_person',
    'insufficient_wallet',
    'insufficient_credit',
  )
  async resend(
    @Param() { id }: IdParam,
    @Body() { instrument }: ResendTransferDto,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<StartedTransferResponse> {
    const own = await this.own.of(caller);
    return this.resends.resend(id, instrument.toLowerCase(), { by, own });
  }
}
