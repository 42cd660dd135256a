import { Controller, Get, Header, Inject, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { createHash, timingSafeEqual } from 'node:crypto';
import { HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import { Public } from '../auth/access.js';
import { Lifecycle } from '../common/lifecycle.js';
import { Metrics } from '../common/metrics.js';
import { DomainError } from '../common/problems.js';
import { Refuses } from '../common/refuses.js';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { LiveResponse, ReadyResponse } from './health.dto.js';
import { HealthQueries } from './health.queries.js';

@ApiTags('Operations')
@Public()
@Controller()
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly database: HealthQueries,
    private readonly lifecycle: Lifecycle,
    private readonly metrics: Metrics,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Get('health/live')
  @ApiOperation({
    summary: 'Is the process alive?',
    description: 'Says nothing about the database: restart the process when this fails.',
  })
  @ApiOkResponse({ description: 'It is.', type: LiveResponse })
  @Refuses('method_not_allowed')
  live(): LiveResponse {
    return { status: 'ok' };
  }

  @Get('health/ready')
  @ApiOperation({
    summary: 'Can this instance take requests?',
    description: 'Asks the database, and answers 503 while shutting down: send no traffic when this fails.',
  })
  @ApiOkResponse({ description: 'It can.', type: ReadyResponse })
  @Refuses('service_busy', 'shutting_down', 'method_not_allowed')
  ready(): Promise<HealthCheckResult> {
    if (this.lifecycle.draining) {
      throw new DomainError('shutting_down', 'This instance is shutting down.');
    }
    const ping = () => this.database.ping();
    return this.health.check([
      () => this.indicators.check('database').attempt(ping).withTimeout(HealthQueries.timeoutMs),
    ]);
  }

  @Get('metrics')
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({
    summary: 'Metrics for Prometheus',
    description:
      'Process, HTTP, database pool and batches of money commands. In production only where METRICS or METRICS_TOKEN ' +
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

/** Takes the same time for every wrong one. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
