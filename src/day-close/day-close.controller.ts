import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '../auth/access.js';
import { alsoCsv, CsvList } from '../http/csv-list.js';
import { ListUrl } from '../http/links.js';
import { DayCloseListQuery, DayCloseListResponse, DayCloseResponse } from './day-close.dto.js';
import { DayCloseQueries } from './day-close.queries.js';

@ApiTags('Servicing')
@ApiBearerAuth()
@Controller('day_close')
export class DayCloseController {
  constructor(private readonly queries: DayCloseQueries) {}

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
}
