import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { BodyExample } from '../http/body-example.js';
import { alsoCsv, CsvList } from '../http/csv-list.js';
import { Context, keyed, MovesMoney } from '../commands/command-context.js';
import { IdParam } from '../http/id-param.js';
import type { CommandAnswer, CommandContext } from '../commands/money-commands.js';
import { ListUrl } from '../http/links.js';
import { Refuses } from '../http/refuses.js';
import { assertUnchanged } from '../http/sent-back.js';
import { FundsService } from './funds.service.js';
import {
  FundsMovedResponse,
  MoveFundsDto,
  ProviderListQuery,
  ProviderListResponse,
  ProviderResponse,
  UpdateProviderDto,
  WithdrawDto,
  PROVIDER_READ_ONLY,
} from './providers.dto.js';
import { ProvidersQueries } from './providers.queries.js';
import { ProvidersService } from './providers.service.js';
import type { StartedTransferResponse } from '../transfers/started-transfer.dto.js';
import { Withdrawals } from './withdrawals.service.js';

@ApiTags('Providers')
@ApiBearerAuth()
@Controller('providers')
export class ProvidersController {
  constructor(
    private readonly service: ProvidersService,
    private readonly funds: FundsService,
    private readonly withdrawals: Withdrawals,
    private readonly queries: ProvidersQueries,
  ) {}

  @Get(alsoCsv())
  @Roles('provider', 'staff')
  @ApiOperation({
    summary: 'List loan providers',
    description: 'Staff see all, newest first; a provider sees itself.',
  })
  @CsvList('providers', ProviderResponse, ProviderListResponse)
  list(
    @Query() query: ProviderListQuery,
    @ListUrl() url: string,
    @CurrentUser() caller: Caller,
  ): Promise<ProviderListResponse> {
    return this.queries.list(query, url, caller);
  }

  @Patch('update_current')
  @Roles('provider')
  @ApiOperation({
    summary: 'Change my profile',
    description:
      'Changes names, email, phone and address of the signed-in provider. Fields left out are kept.',
  })
  async updateCurrent(
    @Body() profile: UpdateProviderDto,
    @CurrentUser() caller: Caller,
  ): Promise<ProviderResponse> {
    await assertUnchanged(profile, PROVIDER_READ_ONLY, () => this.queries.getProvider(caller.id, caller));
    await this.service.updateProfile(caller.id, profile);
    return this.queries.getProvider(caller.id, caller);
  }

  @Post('add_funds')
  @Roles('provider')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Add money to lend',
    description: 'Adds to the fund of the signed-in provider. The money is free to lend at once.',
  })
  @ApiOkResponse({ type: FundsMovedResponse })
  @MovesMoney()
  @Refuses('balance_limit_exceeded')
  addFunds(
    @Body() { amount }: MoveFundsDto,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<FundsMovedResponse>> {
    return this.move('add_funds', amount, context);
  }

  @Post('withdraw')
  @Roles('provider')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Take money out of the wallet',
    description:
      'Only money that came back from loans can be withdrawn. With an `instrument` it does what ' +
      '`POST /api/providers/withdrawals/` does.',
  })
  @ApiOkResponse({ type: FundsMovedResponse })
  @MovesMoney()
  @Refuses('insufficient_wallet')
  @BodyExample(WithdrawDto, { amount: '10.00' })
  withdraw(
    @Body() { amount, instrument }: WithdrawDto,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<FundsMovedResponse | StartedTransferResponse>> {
    if (instrument === undefined) return this.move('withdraw', amount, context);
    const request = { providerId: context.callerId, amount, instrumentId: instrument.toLowerCase() };
    return this.withdrawals.withdraw(request, keyed(context));
  }

  @Post('reinvest')
  @Roles('provider')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Reinvest money from the wallet',
    description: 'Moves money from the wallet to the fund.',
  })
  @ApiOkResponse({ type: FundsMovedResponse })
  @MovesMoney()
  @Refuses('insufficient_wallet', 'balance_limit_exceeded')
  @BodyExample(MoveFundsDto, { amount: '10.00' })
  reinvest(
    @Body() { amount }: MoveFundsDto,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<FundsMovedResponse>> {
    return this.move('reinvest', amount, context);
  }

  @Get(':id')
  @Roles('provider', 'staff')
  @ApiOperation({
    summary: 'Show a loan provider',
    description: 'Profile and balances. A provider can only see itself.',
  })
  @Refuses('provider_not_found')
  getProvider(@Param() { id }: IdParam, @CurrentUser() caller: Caller): Promise<ProviderResponse> {
    return this.queries.getProvider(id, caller);
  }

  private move(
    kind: 'add_funds' | 'withdraw' | 'reinvest',
    amount: string,
    context: CommandContext,
  ): Promise<CommandAnswer<FundsMovedResponse>> {
    return this.funds.move({ kind, providerId: context.callerId, amount }, context);
  }
}
