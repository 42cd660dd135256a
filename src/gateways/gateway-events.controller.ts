import { Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Public } from '../auth/access.js';
import { Refuses } from '../http/refuses.js';
import { EventReceivedResponse, GatewayParam } from './transfer-commands.dto.js';
import { GatewayEvents } from './gateway-events.service.js';

@ApiTags('Gateways')
@Public()
@Controller('gateways')
export class GatewayEventsController {
  constructor(private readonly events: GatewayEvents) {}

  @Post(':name/events')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Receive a message of a gateway',
    description:
      'For gateways, which sign what they send. The message is a hint: the gateway is asked what the transfer is now. ' +
      'Messages may come in any order and any number of times.',
  })
  @Refuses('webhook_not_verified', 'not_found', 'gateway_unreachable')
  async receive(
    @Param() { name }: GatewayParam,
    @Req() request: FastifyRequest,
  ): Promise<EventReceivedResponse> {
    await this.events.receive(name, request.body, request.headers);
    return { received: true };
  }
}
