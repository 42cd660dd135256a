import { Controller, Get, Header, Inject, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { createHash, timingSafeEqual } from 'node:crypto';
import { Public } from '../auth/access.js';
import { Metrics } from '../runtime/metrics.js';
import { DomainError } from '../runtime/problems.js';
import { Refuses } from '../http/refuses.js';
import { APP_CONFIG, type AppConfig } from '../config.js';

@ApiTags('Operations')
@Public()
@Controller()
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Get('metrics')
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({
    summary: 'Metrics for Prometheus',
    description:
      'Process, HTTP, database pool and batches of money commands. In production only if METRICS or METRICS_TOKEN ' +
      'is set.',
  })
  @ApiProduces('text/plain')
  @ApiOkResponse({
    description: 'The Prometheus text format.',
    content: { 'text/plain': { schema: { type: 'string' }, example: 'http_requests_in_flight 0\n' } },
  })
  @Refuses('not_found', 'method_not_allowed')
  metricsText(@Req() { headers: { authorization = '' } }: FastifyRequest): Promise<string> {
    const { metrics, metricsToken } = this.config;
    if (!metrics) throw new DomainError('not_found', 'There is nothing at this address.');
    if (metricsToken !== null && !isSame(authorization, `Bearer ${metricsToken}`)) {
      throw new DomainError('not_authenticated', 'Send "Authorization: Bearer" with the METRICS_TOKEN.');
    }
    return this.metrics.registry.metrics();
  }
}

/** Takes the same time for every wrong token. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
