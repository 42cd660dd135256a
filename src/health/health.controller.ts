import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import { Public } from '../auth/access.js';
import { Lifecycle } from '../runtime/lifecycle.js';
import { MoneyCommands } from '../commands/money-commands.js';
import { DomainError } from '../runtime/problems.js';
import { Refuses } from '../http/refuses.js';
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
    private readonly commands: MoneyCommands,
  ) {}

  @Get('health/live')
  @ApiOperation({
    summary: 'Is the process alive?',
    description: 'Does not check the database. Restart the process when this fails.',
  })
  @ApiOkResponse({ description: 'The process is alive.', type: LiveResponse })
  @Refuses('method_not_allowed')
  live(): LiveResponse {
    return { status: 'ok' };
  }

  @Get('health/ready')
  @ApiOperation({
    summary: 'Can this instance take requests?',
    description:
      'Checks the database. Answers 503 while shutting down, while the database cannot be reached or accepts no ' +
      'changes (its disk is full, or it is read-only), and while a batch of money commands hangs, which `stuck` ' +
      'names. Send no traffic when this fails.',
  })
  @ApiOkResponse({ description: 'The instance is ready.', type: ReadyResponse })
  @Refuses('service_busy', 'shutting_down', 'method_not_allowed')
  async ready(): Promise<HealthCheckResult> {
    if (this.lifecycle.leaving) {
      throw new DomainError('shutting_down', 'This instance is shutting down.');
    }
    const { stuck } = this.commands;
    if (stuck.length > 0) {
      const detail = `A batch of these commands has been in flight for too long: ${stuck.join(', ')}.`;
      throw new DomainError('service_busy', detail, { stuck });
    }
    const ping = () => this.database.ping();
    const result = await this.health.check([
      () => this.indicators.check('database').attempt(ping).withTimeout(HealthQueries.timeoutMs),
    ]);
    await this.database.assertWritable();
    return result;
  }
}
