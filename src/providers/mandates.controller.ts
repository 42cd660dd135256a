import { Body, Controller, Get, Patch, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, CurrentUser, Roles, type Caller } from '../auth/access.js';
import { OwnAccounts } from '../auth/own-accounts.service.js';
import { BodyExample } from '../http/body-example.js';
import type { Actor } from '../http/audit-log.js';
import { Refuses } from '../http/refuses.js';
import {
  ChangeMandateDto,
  MandateHistoryResponse,
  MandateResponse,
  OfProviderQuery,
} from './mandates.dto.js';
import { MandatesQueries } from './mandates.queries.js';
import { MandatesService } from './mandates.service.js';
import { ProvidersQueries } from './providers.queries.js';

@ApiTags('Providers')
@ApiBearerAuth()
@Controller('providers/mandate')
export class MandatesController {
  constructor(
    private readonly service: MandatesService,
    private readonly queries: MandatesQueries,
    private readonly providers: ProvidersQueries,
    private readonly own: OwnAccounts,
  ) {}

  @Get()
  @Roles('provider', 'staff')
  @ApiOperation({
    summary: "A provider's mandate",
    description: 'What the provider allows to be done with its money. Every allocation keeps to it.',
  })
  @Refuses('provider_not_found')
  async inForce(
    @Query() { provider }: OfProviderQuery,
    @CurrentUser() caller: Caller,
  ): Promise<MandateResponse> {
    return this.queries.inForce(await this.providers.idOf(provider, caller));
  }

  @Patch()
  @Roles('provider', 'staff')
  @ApiOperation({
    summary: "Change a provider's mandate",
    description:
      'Fields left out are kept, null removes a limit. It applies from the next allocation on; running loans are ' +
      'not affected. Staff may change it for a provider; the history shows who did.',
  })
  @Refuses('provider_not_found', 'own_person')
  @BodyExample(ChangeMandateDto, { reserve_amount: '500.00', max_per_loan: '250.00', auto_reinvest: true })
  async change(
    @Query() { provider }: OfProviderQuery,
    @Body() change: ChangeMandateDto,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<MandateResponse> {
    const id = await this.providers.idOf(provider, caller);
    await this.own.assertOthers(caller, id);
    await this.service.change(id, change, { ...by, id: caller.id });
    return this.queries.inForce(id);
  }

  @Get('history')
  @Roles('provider', 'staff')
  @ApiOperation({
    summary: "All versions of a provider's mandate",
    description: 'Newest first, with the author and time of each.',
  })
  @Refuses('provider_not_found')
  async history(
    @Query() { provider }: OfProviderQuery,
    @CurrentUser() caller: Caller,
  ): Promise<MandateHistoryResponse> {
    return this.queries.history(await this.providers.idOf(provider, caller));
  }
}
