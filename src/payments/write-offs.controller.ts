import { Body, Controller, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { OwnAccounts } from '../auth/own-accounts.service.js';
import { Context, MovesMoney } from '../commands/command-context.js';
import { DryRunQuery } from '../commands/dry-run.js';
import { IdParam } from '../http/id-param.js';
import { CommandAnswer, type CommandContext } from '../commands/money-commands.js';
import { Refuses } from '../http/refuses.js';
import { WriteOffLoanDto, WriteOffPreviewResponse, WriteOffResponse } from './write-offs.dto.js';
import { WriteOffsService, type WriteOffRequest } from './write-offs.service.js';

@ApiTags('Loans')
@ApiBearerAuth()
@Controller('loans')
export class WriteOffsController {
  constructor(
    private readonly service: WriteOffsService,
    private readonly own: OwnAccounts,
  ) {}

  @Post(':id/write_off')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'Write off a loan in default',
    description:
      'The providers lose the outstanding principal, each what it still had in the loan; interest stops. The ' +
      'borrower still owes what was owed. Later payments are recoveries, split among the providers by their shares. ' +
      'With `?dry_run=1` it answers what `POST /api/loans/{id}/write_off/preview/` does.',
  })
  @ApiOkResponse({ description: 'The loss.', type: WriteOffResponse })
  @MovesMoney()
  @Refuses(
    'loan_not_found',
    'own_person',
    'loan_not_paid_out',
    'loan_not_defaulted',
    'loan_has_transfer_pending',
  )
  async writeOff(
    @Param() param: IdParam,
    @Body() body: WriteOffLoanDto,
    @Query() { dry_run: dryRun }: DryRunQuery,
    @CurrentUser() caller: Caller,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<WriteOffResponse | WriteOffPreviewResponse>> {
    if (dryRun !== undefined) return new CommandAnswer(200, await this.preview(param, body, caller), false);
    return this.service.writeOff(await this.requestOf(param, body, caller), context);
  }

  @Post(':id/write_off/preview')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'Preview a write-off',
    description: 'The loss, provider by provider, and the loan before and after. Nothing changes.',
  })
  @Refuses('loan_not_found', 'own_person', 'loan_not_defaulted', 'loan_has_transfer_pending')
  async preview(
    @Param() param: IdParam,
    @Body() body: WriteOffLoanDto,
    @CurrentUser() caller: Caller,
  ): Promise<WriteOffPreviewResponse> {
    return this.service.preview(await this.requestOf(param, body, caller), caller);
  }

  private async requestOf(
    { id: loanId }: IdParam,
    { reason }: WriteOffLoanDto,
    caller: Caller,
  ): Promise<WriteOffRequest> {
    return { staffId: caller.id, loanId, reason, own: await this.own.of(caller) };
  }
}
