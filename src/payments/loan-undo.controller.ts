import { Body, Controller, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { OwnAccounts } from '../auth/own-accounts.service.js';
import { Context, MovesMoney } from '../commands/command-context.js';
import { DryRunQuery } from '../commands/dry-run.js';
import { CommandAnswer, type CommandContext } from '../commands/money-commands.js';
import { IdParam } from '../http/id-param.js';
import { Refuses } from '../http/refuses.js';
import { UndoLoanDto, UndoneLoanResponse, UndoPreviewResponse } from './loan-undo.dto.js';
import { LoanUndo, type UndoRequest } from './loan-undo.service.js';

@ApiTags('Loans')
@ApiBearerAuth()
@Controller('loans')
export class LoanUndoController {
  constructor(
    private readonly service: LoanUndo,
    private readonly own: OwnAccounts,
  ) {}

  @Post(':id/undo')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'Undo a loan whose pay-out waits',
    description:
      'As if it had never been granted: its providers have their money back, late interest is taken back, and the ' +
      'transfer that would have paid it out is cancelled. Only as long as that transfer is `reserved`, no payment on ' +
      'the loan stands and none is on its way; reverse payments first, with `money` "credit". What comes in later is ' +
      "the customer's credit. With `?dry_run=1` it answers what `POST /api/loans/{id}/undo/preview/` does.",
  })
  @ApiOkResponse({ description: 'What its providers got back.', type: UndoneLoanResponse })
  @MovesMoney()
  @Refuses('loan_not_found', 'own_person', 'loan_not_paid_out', 'loan_not_undoable', 'balance_limit_exceeded')
  async undo(
    @Param() param: IdParam,
    @Body() body: UndoLoanDto,
    @Query() { dry_run: dryRun }: DryRunQuery,
    @CurrentUser() caller: Caller,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<UndoneLoanResponse | UndoPreviewResponse>> {
    if (dryRun !== undefined) return new CommandAnswer(200, await this.preview(param, body, caller), false);
    return this.service.undo(await this.requestOf(param, body, caller), context);
  }

  @Post(':id/undo/preview')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'Preview the undoing of a loan',
    description: 'What each provider would get back, and the loan before and after. Nothing changes.',
  })
  @Refuses('loan_not_found', 'own_person', 'loan_not_paid_out', 'loan_not_undoable', 'balance_limit_exceeded')
  async preview(
    @Param() param: IdParam,
    @Body() body: UndoLoanDto,
    @CurrentUser() caller: Caller,
  ): Promise<UndoPreviewResponse> {
    return this.service.preview(await this.requestOf(param, body, caller), caller);
  }

  private async requestOf(
    { id: loanId }: IdParam,
    { reason }: UndoLoanDto,
    caller: Caller,
  ): Promise<UndoRequest> {
    return { staffId: caller.id, loanId, reason, own: await this.own.of(caller) };
  }
}
