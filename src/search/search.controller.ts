import { Controller, Get, Header, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Throttle } from '@nestjs/throttler';
import { By, Roles } from '../auth/access.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { Refuses } from '../http/refuses.js';
import { FoundResponse, SearchQuery } from './search.dto.js';
import { SearchQueries } from './search.queries.js';
import { SEARCHES, SearchesGuard } from './searches.guard.js';

@ApiTags('Search')
@ApiBearerAuth()
@Controller('search')
export class SearchController {
  constructor(
    private readonly queries: SearchQueries,
    private readonly audit: AuditLog,
  ) {}

  @Get()
  @Roles('staff')
  @Header('Cache-Control', 'no-store')
  @UseGuards(SearchesGuard)
  @Throttle(SEARCHES)
  @ApiOperation({
    summary: 'Find people, loans and receipts',
    description:
      'One box for whatever somebody at the counter says: a number, a name in any order, a phone number, a receipt. At ' +
      'most ten of a kind, and thirty searches a minute. What was asked for is not logged; that something was, is.',
  })
  @Refuses('too_many_requests')
  async search(@Query() { q }: SearchQuery, @By() by: Actor): Promise<FoundResponse> {
    const found = await this.queries.find(q);
    const { loans, customers, providers, receipts } = found;
    this.audit.record({
      action: 'search',
      by,
      on: { type: 'people' },
      facts: { found: loans.length + customers.length + providers.length + receipts.length },
    });
    return found;
  }
}
