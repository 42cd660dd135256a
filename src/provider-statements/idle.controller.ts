import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { Refuses } from '../http/refuses.js';
import { OfProviderQuery } from '../providers/mandates.dto.js';
import { ProvidersQueries } from '../providers/providers.queries.js';
import { IdleResponse } from './idle.dto.js';
import { IdleQueries } from './idle.queries.js';

@ApiTags('Providers')
@ApiBearerAuth()
@Controller('providers/idle')
export class IdleController {
  constructor(
    private readonly queries: IdleQueries,
    private readonly providers: ProvidersQueries,
  ) {}

  @Get()
  @Roles('provider', 'staff')
  @ApiOperation({
    summary: "A provider's idle money",
    description:
      'How much of its money earns nothing, with a reason for each part, and its results in the last allocations.',
  })
  @Refuses('provider_not_found')
  async idle(@Query() { provider }: OfProviderQuery, @CurrentUser() caller: Caller): Promise<IdleResponse> {
    return this.queries.idle(await this.providers.idOf(provider, caller));
  }
}
