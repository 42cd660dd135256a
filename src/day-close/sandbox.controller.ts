import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, Roles } from '../auth/access.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { Refuses } from '../http/refuses.js';
import { addDays } from '../lending/dates.js';
import { pipelined } from '../database/transactions.js';
import { DayCloseQueries } from './day-close.queries.js';
import { DayClosePreviews } from './day-close-preview.service.js';
import { PreviewedClosesResponse, toPreviewResponse } from './day-close.dto.js';
import { AdvanceClockDto, AdvancedClockResponse, SandboxClockResponse } from './sandbox.dto.js';
import { SandboxClock } from './sandbox.service.js';

@ApiTags('Sandbox')
@ApiBearerAuth()
@Controller('sandbox/clock')
export class SandboxController {
  constructor(
    private readonly sandbox: SandboxClock,
    private readonly previews: DayClosePreviews,
    private readonly queries: DayCloseQueries,
    private readonly bankConfig: BankConfigQueries,
    private readonly audit: AuditLog,
  ) {}

  @Get()
  @Roles('staff')
  @ApiOperation({
    summary: 'The business date of the sandbox',
    description: 'Only when `SANDBOX` is true: the business date, and how far it is ahead of the calendar.',
  })
  @Refuses('sandbox_disabled')
  async show(): Promise<SandboxClockResponse> {
    this.sandbox.assertEnabled();
    const [today, { daysAhead }, closedOn] = await pipelined([
      this.bankConfig.businessDate(),
      this.bankConfig.calendar(),
      this.queries.lastClosed(),
    ]);
    return { business_date: today, days_ahead: daysAhead, closed_on: closedOn };
  }

  @Post('advance')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'Move the business date forward',
    description:
      'Only when `SANDBOX` is true: moves on day by day, closes each day on the way and answers what each close did. ' +
      'This cannot be undone. In production `SANDBOX` cannot be true.',
  })
  @Refuses('sandbox_disabled', 'shutting_down')
  async advance(@Body() { to }: AdvanceClockDto, @By() by: Actor): Promise<AdvancedClockResponse> {
    const runs = await this.sandbox.advance(to);
    this.audit.record({ action: 'sandbox.advance', by, on: { type: 'sandbox_clock' }, facts: { to } });
    return { ...(await this.show()), day_closes: await this.queries.shown(runs) };
  }

  @Post('advance/preview')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'Preview moving the business date forward',
    description:
      'What the close of each day on the way would do, of at most 31 days, if nothing is paid or lent meanwhile. Nothing ' +
      'changes.',
  })
  @Refuses('sandbox_disabled')
  async previewAdvance(@Body() { to }: AdvanceClockDto): Promise<PreviewedClosesResponse> {
    await this.sandbox.assertAhead(to);
    return toPreviewResponse(await this.previews.upTo(addDays(to, -1)));
  }
}
