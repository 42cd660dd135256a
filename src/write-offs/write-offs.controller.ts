import { Body, Controller, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { Context, MovesMoney, sendAnswer } from '../common/command-context.js';
import { DryRunQuery } from '../common/dry-run.js';
import { IdParam } from '../common/id-param.js';
import type { CommandContext } from '../common/money-commands.js';
import { Refuses } from '../common/refuses.js';
import { WriteOffLoanDto, WriteOffPreviewResponse, WriteOffResponse } from './write-offs.dto.js';
import { WriteOffsService } from './write-offs.service.js';

@ApiTags('Loans')
@ApiBearerAuth()
@Controller('loans')
export class WriteOffsController {
  constructor(private readonly service: WriteOffsService) {}

  @Post(':id/write_off')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'Write off a loan in default',
    description:
      'The principal that is out is lost to the providers, by what each still had in the loan; interest stops. The ' +
      'borrower still owes what was owed: later payments are recoveries, split among the providers by their shares. ' +
      'With `dry_run=1` nothing changes.',
  })
  @ApiExtraModels(WriteOffResponse, WriteOffPreviewResponse)
  @ApiOkResponse({
    description: 'The loss; with `dry_run=1` a preview.',
    schema: {
      oneOf: [{ $ref: getSchemaPath(WriteOffResponse) }, { $ref: getSchemaPath(WriteOffPreviewResponse) }],
    },
  })
  @MovesMoney()
  @Refuses('loan_not_found', 'loan_not_paid_out', 'loan_not_defaulted')
  async writeOff(
    @Param() { id }: IdParam,
    @Body() { reason }: WriteOffLoanDto,
    @Query() { dry_run: dryRun }: DryRunQuery,
    @CurrentUser() caller: Caller,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const request = { staffId: caller.id, loanId: id, reason };
    if (dryRun !== undefined) return this.service.preview(request, caller);
    return sendAnswer(reply, await this.service.writeOff(request, context));
  }
}
