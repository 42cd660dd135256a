import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, CurrentUser, Roles, type Caller } from '../auth/access.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { toMinorUnits } from '../http/amounts.js';
import type { Actor } from '../http/audit-log.js';
import { BodyExample } from '../http/body-example.js';
import { Refuses } from '../http/refuses.js';
import { currencyDecimals } from '../lending/money.js';
import { TillCounts } from '../tills/till-counts.service.js';
import { CounterQuery, CounterResponse, CountTillDto } from './counter.dto.js';
import { CounterReport } from './counter.queries.js';

@ApiTags('Reports')
@ApiBearerAuth()
@Controller('reports/counter')
export class CounterController {
  constructor(
    private readonly report: CounterReport,
    private readonly counts: TillCounts,
    private readonly bankConfig: BankConfigQueries,
  ) {}

  @Get()
  @Roles('staff')
  @ApiOperation({
    summary: "The tellers' day",
    description:
      'What each teller took in and paid out on a date, by method, and what was counted in the till. With `user` also ' +
      'every receipt, in order.',
  })
  counter(@Query() query: CounterQuery): Promise<CounterResponse> {
    return this.report.of(query);
  }

  @Post('count')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'Count a till',
    description:
      'Keeps the cash that was there beside the cash that the receipts make, and the difference. It moves no money. A ' +
      'second count of the same till and date needs `again`, and is a new version.',
  })
  @ApiOkResponse({ description: "The teller's day.", type: CounterResponse })
  @Refuses('already_counted')
  @BodyExample(CountTillDto, { on: '2026-11-23', counted: '262.50' })
  async count(
    @Body() { on, counted, user, again }: CountTillDto,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<CounterResponse> {
    const { currency } = await this.bankConfig.inForce();
    const userId = user?.toLowerCase() ?? caller.id;
    const amount = toMinorUnits(counted, currencyDecimals(currency), 'counted');
    await this.counts.count(
      { on, userId, counted: amount, currency, again: again === true },
      { ...by, id: caller.id },
    );
    return this.report.of({ on, user: userId });
  }
}
