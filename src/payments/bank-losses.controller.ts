import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, CurrentUser, Roles, type Caller } from '../auth/access.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { IdParam } from '../http/id-param.js';
import { Refuses } from '../http/refuses.js';
import { BankLosses } from './bank-losses.service.js';
import { BankLossDto, BankLossResponse } from './customer-credit.dto.js';

@ApiTags('Customers')
@ApiBearerAuth()
@Controller('customers/:id/bank_loss')
export class BankLossesController {
  constructor(
    private readonly losses: BankLosses,
    private readonly audit: AuditLog,
  ) {}

  @Post()
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'Write off what a customer owes beside its loans',
    description:
      'A gateway or bank took back money that the customer had spent already, and nobody will ever pay it: the house bears ' +
      'it. That needs two members of staff: the first call is a proposal, the call of another one confirms it.',
  })
  @ApiOkResponse({ type: BankLossResponse })
  @Refuses('customer_not_found', 'nothing_owed', 'second_person_needed')
  async lose(
    @Param() { id }: IdParam,
    @Body() { reason }: BankLossDto,
    @CurrentUser() { id: staffId }: Caller,
    @By() by: Actor,
  ): Promise<BankLossResponse> {
    const answer = await this.losses.lose(id, reason, staffId);
    const action = answer.is_proposal ? 'bank_loss.propose' : 'bank_loss.confirm';
    const facts = { lost: answer.lost, currency: answer.currency };
    this.audit.record({ action, by, on: { type: 'customer', id }, facts });
    return answer;
  }
}
