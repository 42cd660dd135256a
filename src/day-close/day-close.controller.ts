import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, Roles } from '../auth/access.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { alsoCsv, CsvList } from '../http/csv-list.js';
import { ListUrl } from '../http/links.js';
import { Refuses } from '../http/refuses.js';
import { DomainError } from '../runtime/problems.js';
import {
  CloseDatesDto,
  ClosedDatesResponse,
  DayCloseListQuery,
  DayCloseListResponse,
  DayCloseResponse,
  PreviewedClosesResponse,
  toPreviewResponse,
} from './day-close.dto.js';
import { DayClosePreviews } from './day-close-preview.service.js';
import { DayCloseQueries } from './day-close.queries.js';
import { DayClose } from './day-close.service.js';

@ApiTags('Servicing')
@ApiBearerAuth()
@Controller('day_close')
export class DayCloseController {
  constructor(
    private readonly queries: DayCloseQueries,
    private readonly service: DayClose,
    private readonly previews: DayClosePreviews,
    private readonly bankConfig: BankConfigQueries,
    private readonly audit: AuditLog,
  ) {}

  @Post()
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'Close business dates',
    description:
      'All that are over and not closed, up to `date`, and answers what each close did. An instance does so by itself ' +
      'after midnight; this is for who does not want to wait. Safe to repeat.',
  })
  @ApiOkResponse({ type: ClosedDatesResponse })
  @Refuses('day_not_over', 'shutting_down')
  async close(@Body() { date }: CloseDatesDto, @By() by: Actor): Promise<ClosedDatesResponse> {
    await this.assertOver(date);
    const runs = await this.service.run(date);
    this.audit.record({ action: 'day_close.run', by, on: { type: 'day_close' }, facts: { date } });
    return { day_closes: await this.queries.shown(runs) };
  }

  @Post('preview')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'Preview the close of business dates',
    description:
      'What each close up to `date` would do, if nothing is paid or lent meanwhile. Nothing changes. Promises to pay, ' +
      'debits that come by themselves and credit scores are left to the close.',
  })
  @Refuses('day_not_over')
  async preview(@Body() { date }: CloseDatesDto): Promise<PreviewedClosesResponse> {
    await this.assertOver(date);
    return toPreviewResponse(await this.previews.upTo(date));
  }

  @Get(alsoCsv())
  @Roles('staff')
  @ApiOperation({
    summary: 'List the day-closes',
    description:
      'A business date is closed once, after it is over: late interest is booked, overdue loans and defaults are ' +
      'marked, reminders and overdue notices are written. Missed dates are caught up one by one, in order.',
  })
  @CsvList('day_close', DayCloseResponse, DayCloseListResponse)
  list(@Query() query: DayCloseListQuery, @ListUrl() url: string): Promise<DayCloseListResponse> {
    return this.queries.list(query, url);
  }

  private async assertOver(date: string): Promise<void> {
    const today = await this.bankConfig.businessDate();
    if (date < today) return;
    throw new DomainError('day_not_over', `${date} is not over; the business date is ${today}.`, {
      business_date: today,
    });
  }
}
