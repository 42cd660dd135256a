import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, CurrentUser, Roles, type Caller } from '../auth/access.js';
import type { Actor } from '../http/audit-log.js';
import { IdParam } from '../http/id-param.js';
import { ListUrl } from '../http/links.js';
import { Refuses } from '../http/refuses.js';
import { ReplayedWebhooksResponse, ReplayWebhooksDto } from './webhook-deliveries.dto.js';
import {
  ChangeWebhookEndpointDto,
  CreatedWebhookEndpointResponse,
  CreateWebhookEndpointDto,
  WebhookEndpointListQuery,
  WebhookEndpointListResponse,
  WebhookEndpointResponse,
  WebhookSecretResponse,
  WebhookTestResponse,
} from './webhook-endpoints.dto.js';
import { WebhookEndpoints } from './webhook-endpoints.service.js';
import { WebhookReplays } from './webhook-replays.service.js';
import { WebhookTests } from './webhook-tests.service.js';
import { WebhooksQueries } from './webhooks.queries.js';

@ApiTags('Webhooks')
@ApiBearerAuth()
@Roles('provider', 'admin')
@Controller('webhook_endpoints')
export class WebhookEndpointsController {
  constructor(
    private readonly service: WebhookEndpoints,
    private readonly tests: WebhookTests,
    private readonly replays: WebhookReplays,
    private readonly queries: WebhooksQueries,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Add a webhook endpoint',
    description:
      'From now on its address is sent the events that it wants, signed as Standard Webhooks 1.0.0 says. The secret is ' +
      "shown this once. An admin's are the bank's; a provider's gets the provider's own events. At most 20 each.",
  })
  @Refuses('endpoint_url_refused', 'too_many_endpoints', 'webhooks_off')
  async create(
    @Body() body: CreateWebhookEndpointDto,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<CreatedWebhookEndpointResponse> {
    const { id, secret } = await this.service.create(body, caller, by);
    return { ...(await this.queries.getEndpoint(id, caller)), secret };
  }

  @Get()
  @ApiOperation({
    summary: 'List webhook endpoints',
    description: 'All for an admin, its own for a provider; newest first.',
  })
  list(
    @Query() query: WebhookEndpointListQuery,
    @ListUrl() url: string,
    @CurrentUser() caller: Caller,
  ): Promise<WebhookEndpointListResponse> {
    return this.queries.listEndpoints(query, url, caller);
  }

  @Get(':id')
  @ApiOperation({
    summary: 'Show a webhook endpoint',
    description: 'With how well it was reached in the last 24 hours.',
  })
  @Refuses('endpoint_not_found')
  getEndpoint(@Param() { id }: IdParam, @CurrentUser() caller: Caller): Promise<WebhookEndpointResponse> {
    return this.queries.getEndpoint(id, caller);
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Change a webhook endpoint',
    description:
      'Other types apply from the next event on. Switched off, it is sent nothing, and what waits for it is dropped.',
  })
  @Refuses('endpoint_not_found', 'endpoint_url_refused')
  async change(
    @Param() { id }: IdParam,
    @Body() body: ChangeWebhookEndpointDto,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<WebhookEndpointResponse> {
    // Before its url is looked up.
    await this.queries.getAddressee(id, caller);
    await this.service.change(id, body, caller, by);
    return this.queries.getEndpoint(id, caller);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete a webhook endpoint',
    description: 'Nothing is sent to it any more; its history stays.',
  })
  @Refuses('endpoint_not_found')
  async remove(@Param() { id }: IdParam, @CurrentUser() caller: Caller, @By() by: Actor): Promise<void> {
    await this.service.remove(id, caller, by);
  }

  @Post(':id/enable')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Switch a webhook endpoint on again',
    description:
      'It is sent what happens from now on. Nothing is sent by itself of what happened meanwhile: ask for it with `replay`.',
  })
  @Refuses('endpoint_not_found')
  async enable(
    @Param() { id }: IdParam,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<WebhookEndpointResponse> {
    await this.service.enable(id, caller, by);
    return this.queries.getEndpoint(id, caller);
  }

  @Post(':id/rotate_secret')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Give a webhook endpoint another secret',
    description: 'It is shown this once. For 24 hours messages have two signatures, one with each secret.',
  })
  @Refuses('endpoint_not_found', 'webhooks_off')
  async rotate(
    @Param() { id }: IdParam,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<WebhookSecretResponse> {
    return { secret: await this.service.rotate(id, caller, by) };
  }

  @Post(':id/test')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Send a test message',
    description: 'Sends a message of type `endpoint.test` now, and answers what came back. It is no event.',
  })
  @Refuses('endpoint_not_found')
  test(@Param() { id }: IdParam, @CurrentUser() caller: Caller): Promise<WebhookTestResponse> {
    return this.tests.send(id, caller);
  }

  @Post(':id/replay')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Send events again',
    description:
      'Sends the events from one number to another again that the endpoint wants, also those that came while it was ' +
      'switched off: at most 100,000. What waits already is left as it is.',
  })
  @Refuses('endpoint_not_found', 'endpoint_disabled', 'events_gone', 'replay_too_large')
  async replay(
    @Param() { id }: IdParam,
    @Body() body: ReplayWebhooksDto,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<ReplayedWebhooksResponse> {
    return { deliveries: await this.replays.replay(id, body, caller, by) };
  }

  @Post(':id/replay/preview')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Count what would be sent again',
    description: 'What `replay` would answer. Nothing is sent.',
  })
  @Refuses('endpoint_not_found', 'endpoint_disabled', 'events_gone', 'replay_too_large')
  async previewReplay(
    @Param() { id }: IdParam,
    @Body() body: ReplayWebhooksDto,
    @CurrentUser() caller: Caller,
  ): Promise<ReplayedWebhooksResponse> {
    return { deliveries: await this.replays.preview(id, body, caller) };
  }
}
