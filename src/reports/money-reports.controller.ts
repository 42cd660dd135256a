import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '../auth/access.js';
import { Refuses } from '../http/refuses.js';
import { InTransitResponse, ReconciliationQuery, ReconciliationResponse } from './money-reports.dto.js';
import { MoneyReports } from './money-reports.queries.js';

@ApiTags('Reports')
@ApiBearerAuth()
@Controller('reports')
export class MoneyReportsController {
  constructor(private readonly reports: MoneyReports) {}

  @Get('reconciliation')
  @Roles('staff')
  @ApiOperation({
    summary: 'Bank and books compared',
    description:
      'For each bank account: the balance of its last statement, what the books say for the same date, and the lines ' +
      'that nobody has explained yet, by name. Money that is credited and not in the bank, or promised and not gone, ' +
      'is what else stands between bank and loans.',
  })
  @Refuses('bank_account_not_found')
  reconciliation(@Query() query: ReconciliationQuery): Promise<ReconciliationResponse> {
    return this.reports.reconciliation(query);
  }

  @Get('in_transit')
  @Roles('staff')
  @ApiOperation({
    summary: 'Money on its way',
    description:
      'Transfers that are neither over nor returned, by what they are for and how far they have come.',
  })
  inTransit(): Promise<InTransitResponse> {
    return this.reports.inTransit();
  }
}
