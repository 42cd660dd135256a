import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, CurrentUser, Roles, type Caller } from '../auth/access.js';
import type { Actor } from '../http/audit-log.js';
import { IdParam } from '../http/id-param.js';
import { ListUrl } from '../http/links.js';
import { Refuses } from '../http/refuses.js';
import {
  WebhookDeliveryDetailResponse,
  WebhookDeliveryListQuery,
  WebhookDeliveryListResponse,
} from './webhook-deliveries.dto.js';
import { WebhookReplays } from './webhook-replays.service.js';
import { WebhooksQueries } from './webhooks.queries.js';

@ApiTags('Webhooks')
@ApiBearerAuth()
@Roles('provider', 'admin')
@Controller('webhook_deliveries')
export class WebhookDeliveriesController {
  constructor(
    private readonly replays: WebhookReplays,
    private readonly queries: WebhooksQueries,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List webhook deliveries',
    description:
      'What was sent to endpoints, or waits; newest first. `state=failed` are those that were given up.',
  })
  list(
    @Query() query: WebhookDeliveryListQuery,
    @ListUrl() url: string,
    @CurrentUser() caller: Caller,
  ): Promise<WebhookDeliveryListResponse> {
    return this.queries.listDeliveries(query, url, caller);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Show a webhook delivery', description: 'With what is sent, and every attempt.' })
  @Refuses('delivery_not_found')
  getDelivery(
    @Param() { id }: IdParam,
    @CurrentUser() caller: Caller,
  ): Promise<WebhookDeliveryDetailResponse> {
    return this.queries.getDelivery(id, caller);
  }

  @Post(':id/redeliver')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Send a delivery again',
    description: 'At once, and as often as a new one if it fails.',
  })
  @Refuses('delivery_not_found', 'endpoint_disabled')
  async redeliver(
    @Param() { id }: IdParam,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<WebhookDeliveryDetailResponse> {
    await this.replays.redeliver(id, caller, by);
    return this.queries.getDelivery(id, caller);
  }
}
