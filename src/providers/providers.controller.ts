import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, CurrentUser, Roles, servedBy, type Caller } from '../auth/access.js';
import { OwnAccounts } from '../auth/own-accounts.service.js';
import { OwnProfiles } from '../auth/own-profiles.service.js';
import { BodyExample } from '../http/body-example.js';
import { alsoCsv, CsvList } from '../http/csv-list.js';
import { Context, keyed, MovesMoney } from '../commands/command-context.js';
import { IdParam } from '../http/id-param.js';
import type { CommandAnswer, CommandContext } from '../commands/money-commands.js';
import type { Actor } from '../http/audit-log.js';
import { ListUrl } from '../http/links.js';
import { Refuses } from '../http/refuses.js';
import { DomainError } from '../runtime/problems.js';
import { assertUnchanged } from '../http/sent-back.js';
import { overTheCounter } from '../tills/till.dto.js';
import { FundsService } from './funds.service.js';
import { Provider } from './provider.entity.js';
import {
  FundsMovedResponse,
  MoveFundsDto,
  ReinvestFundsDto,
  ProviderListQuery,
  ProviderListResponse,
  ProviderResponse,
  UpdateProviderDto,
  WithdrawDto,
  PROVIDER_READ_ONLY,
} from './providers.dto.js';
import { ProvidersQueries } from './providers.queries.js';
import type { StartedTransferResponse } from '../transfers/started-transfer.dto.js';
import { Withdrawals } from './withdrawals.service.js';

@ApiTags('Providers')
@ApiBearerAuth()
@Controller('providers')
export class ProvidersController {
  constructor(
    private readonly funds: FundsService,
    private readonly withdrawals: Withdrawals,
    private readonly queries: ProvidersQueries,
    private readonly own: OwnAccounts,
    private readonly profiles: OwnProfiles,
  ) {}

  @Get(alsoCsv())
  @Roles('provider', 'staff')
  @ApiOperation({
    summary: 'List loan providers',
    description: 'Staff see all, newest first; a provider sees itself.',
  })
  @CsvList('providers', ProviderResponse, ProviderListResponse)
  @Refuses('too_many_to_sort')
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
      'Changes names, email, phone and address of the signed-in provider. Fields left out are kept. The password, sent with ' +
      'an email, confirms it: until then links for a new password go to the address before it.',
  })
  @Refuses('too_many_requests', 'service_busy')
  async updateCurrent(
    @Body() profile: UpdateProviderDto,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<ProviderResponse> {
    await assertUnchanged(profile, PROVIDER_READ_ONLY, () => this.queries.getProvider(caller.id, caller));
    await this.profiles.change(Provider, caller, profile, by);
    return this.queries.getProvider(caller.id, caller);
  }

  @Post('add_funds')
  @Roles('provider', 'staff')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Add money to lend',
    description:
      'Adds to the fund of the signed-in provider, or of the one that staff name; of a provider only where ' +
      'the bank takes its word (`direct_deposits`). The money is free to lend at once. ' +
      'Staff get the number of a receipt.',
  })
  @ApiOkResponse({ type: FundsMovedResponse })
  @MovesMoney()
  @Refuses(
    'provider_not_found',
    'own_person',
    'account_disabled',
    'direct_payment_off',
    'balance_limit_exceeded',
  )
  @BodyExample(MoveFundsDto, { amount: '2500.00' })
  addFunds(
    @Body() body: MoveFundsDto,
    @CurrentUser() caller: Caller,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<FundsMovedResponse>> {
    return this.move('add_funds', body, caller, context);
  }

  @Post('withdraw')
  @Roles('provider', 'staff')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Take money out of the wallet',
    description:
      'Only money that came back from loans can be withdrawn. Staff name the provider, and get the number of a receipt. ' +
      'With an `instrument` it does what `POST /api/providers/withdrawals/` does.',
  })
  @ApiOkResponse({ type: FundsMovedResponse })
  @MovesMoney()
  @Refuses('provider_not_found', 'own_person', 'account_disabled', 'insufficient_wallet')
  @BodyExample(WithdrawDto, { amount: '10.00' })
  withdraw(
    @Body() { instrument, ...body }: WithdrawDto,
    @CurrentUser() caller: Caller,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<FundsMovedResponse | StartedTransferResponse>> {
    if (instrument === undefined) return this.move('withdraw', body, caller, context);
    if (caller.role !== 'provider') {
      throw new DomainError('forbidden', 'Only providers have their money paid to their bank accounts.');
    }
    const request = { providerId: caller.id, amount: body.amount, instrumentId: instrument.toLowerCase() };
    return this.withdrawals.withdraw(request, keyed(context));
  }

  @Post('reinvest')
  @Roles('provider', 'staff')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Reinvest money from the wallet',
    description: 'Moves money from the wallet to the fund. Staff name the provider.',
  })
  @ApiOkResponse({ type: FundsMovedResponse })
  @MovesMoney()
  @Refuses(
    'provider_not_found',
    'own_person',
    'account_disabled',
    'insufficient_wallet',
    'balance_limit_exceeded',
  )
  @BodyExample(ReinvestFundsDto, { amount: '10.00' })
  reinvest(
    @Body() body: ReinvestFundsDto,
    @CurrentUser() caller: Caller,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<FundsMovedResponse>> {
    return this.move('reinvest', body, caller, context);
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

  private async move(
    kind: 'add_funds' | 'withdraw' | 'reinvest',
    { amount, provider, ...over }: MoveFundsDto,
    caller: Caller,
    context: CommandContext,
  ): Promise<CommandAnswer<FundsMovedResponse>> {
    const providerId = servedBy(caller, 'provider', provider);
    await this.own.assertOthers(caller, providerId);
    return this.funds.move({ kind, providerId, amount, over: overTheCounter(over, caller) }, context);
  }
}
