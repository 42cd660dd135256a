import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '../auth/access.js';
import { alsoCsv, CsvList } from '../http/csv-list.js';
import { ListUrl } from '../http/links.js';
import { JournalListResponse, JournalEntryResponse, JournalQuery } from './journal.dto.js';
import { JournalQueries } from './journal.queries.js';

@ApiTags('Ledger')
@ApiBearerAuth()
@Controller('ledger/journal')
export class JournalController {
  constructor(private readonly queries: JournalQueries) {}

  @Get(alsoCsv())
  @Roles('staff')
  @ApiOperation({
    summary: 'Read the journal',
    description:
      'Every movement of money, newest first. Filters by loan, payment, provider, or a range of at most 31 business dates ' +
      '(`from` and `to`) use an index; combine a rare `kind` or `account` with one of them.',
  })
  @CsvList('journal', JournalEntryResponse, JournalListResponse)
  list(@Query() query: JournalQuery, @ListUrl() url: string): Promise<JournalListResponse> {
    return this.queries.list(query, url);
  }
}
