import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, CurrentUser, Roles, type Caller } from '../auth/access.js';
import type { Actor } from '../http/audit-log.js';
import { IdParam } from '../http/id-param.js';
import { Refuses } from '../http/refuses.js';
import { LoansQueries } from '../loans/loans.queries.js';
import { AutopayResponse } from '../loans/shown-autopay.dto.js';
import { SetAutopayDto } from './autopay.dto.js';
import { AutopaySettings } from './autopay-settings.service.js';

@ApiTags('Loans')
@ApiBearerAuth()
@Controller('loans/:id/autopay')
export class AutopayController {
  constructor(
    private readonly settings: AutopaySettings,
    private readonly loans: LoansQueries,
  ) {}

  @Get()
  @Roles('customer', 'staff')
  @ApiOperation({
    summary: 'How a loan is collected by itself',
    description: 'From what, and the next debit. A customer sees its own loans only.',
  })
  @Refuses('loan_not_found', 'autopay_not_found')
  show(@Param() { id }: IdParam, @CurrentUser() caller: Caller): Promise<AutopayResponse> {
    return this.loans.getAutopay(id, caller);
  }

  @Put()
  @Roles('customer', 'staff')
  @ApiOperation({
    summary: 'Let a loan be collected by itself',
    description:
      'From now on a debit is asked for at the beginning of the day that is `lead_days` before each due date, for all that ' +
      'is due by then and not on its way. It counts from the due date. The first due date is one whose day has not begun. ' +
      'A debit that fails or comes back is tried once more; the second in a row ends it. Staff may set it for the ' +
      "customer, with the customer's own card or bank account.",
  })
  @Refuses(
    'loan_not_found',
    'instrument_not_found',
    'instrument_not_usable',
    'gateway_off',
    'autopay_not_possible',
  )
  async set(
    @Param() { id }: IdParam,
    @Body() { instrument, lead_days: leadDays }: SetAutopayDto,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<AutopayResponse> {
    await this.settings.set(id, { instrumentId: instrument.toLowerCase(), leadDays }, caller, by);
    return this.loans.getAutopay(id, caller);
  }

  @Delete()
  @Roles('customer', 'staff')
  @ApiOperation({
    summary: 'Stop collecting a loan by itself',
    description: 'No further debit is asked for. One that was sent already goes on.',
  })
  @Refuses('loan_not_found', 'autopay_not_found')
  async end(
    @Param() { id }: IdParam,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<AutopayResponse> {
    await this.settings.end(id, caller, by);
    return this.loans.getAutopay(id, caller);
  }
}
