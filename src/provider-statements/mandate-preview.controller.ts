import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { BodyExample } from '../http/body-example.js';
import { Refuses } from '../http/refuses.js';
import { ChangeMandateDto, OfProviderQuery } from '../providers/mandates.dto.js';
import { ProvidersQueries } from '../providers/providers.queries.js';
import { MandatePreviewResponse } from './mandate-preview.dto.js';
import { MandatePreview } from './mandate-preview.queries.js';

@ApiTags('Providers')
@ApiBearerAuth()
@Controller('providers/mandate/preview')
export class MandatePreviewController {
  constructor(
    private readonly preview: MandatePreview,
    private readonly providers: ProvidersQueries,
  ) {}

  @Post()
  @HttpCode(200)
  @Roles('provider', 'staff')
  @ApiOperation({
    summary: 'Try a change of a mandate',
    description:
      'What `PATCH providers/mandate/` with the same body would do: the loans of today’s funding queue that the money ' +
      'may go to, in sum, and the money that would stay idle, before and after. Nothing changes.',
  })
  @ApiOkResponse({ type: MandatePreviewResponse })
  @Refuses('provider_not_found')
  @BodyExample(ChangeMandateDto, { reserve_amount: '500.00', max_per_loan: '250.00' })
  async show(
    @Query() { provider }: OfProviderQuery,
    @Body() change: ChangeMandateDto,
    @CurrentUser() caller: Caller,
  ): Promise<MandatePreviewResponse> {
    return this.preview.show(await this.providers.idOf(provider, caller), change);
  }
}
