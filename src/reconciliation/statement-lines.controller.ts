import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { Context, MovesMoney } from '../commands/command-context.js';
import { CommandAnswer, type CommandContext } from '../commands/money-commands.js';
import { DryRunQuery } from '../commands/dry-run.js';
import { BodyExample } from '../http/body-example.js';
import { IdParam } from '../http/id-param.js';
import { Refuses } from '../http/refuses.js';
import { LineDecisions, type LineDecision } from './line-decisions.service.js';
import { DecidedLineResponse } from './line-figures.dto.js';
import { LineMatching } from './line-matching.service.js';
import { BankedLineDto, OutsideLineDto } from './statement-lines.dto.js';
import { StatementLineResponse } from './statements.dto.js';
import { StatementQueries } from './statements.queries.js';

const NOW = {
  description: 'The line as it is now, and the figures before and after.',
  type: DecidedLineResponse,
};
const THEN = {
  description: 'The line as it would be, and the figures before and after.',
  type: DecidedLineResponse,
};
const BANKED_EXAMPLE = { loan: '0198c0de-4444-7000-8000-000000000001' };

@ApiTags('Bank accounts')
@ApiBearerAuth()
@Controller('statement_lines')
export class StatementLinesController {
  constructor(
    private readonly decisions: LineDecisions,
    private readonly matching: LineMatching,
    private readonly queries: StatementQueries,
  ) {}

  @Get(':id')
  @Roles('staff')
  @ApiOperation({
    summary: 'Show a line of a bank statement',
    description: 'With what it may be explained by.',
  })
  @Refuses('statement_line_not_found')
  line(@Param() { id }: IdParam): Promise<StatementLineResponse> {
    return this.queries.line(id);
  }

  @Post(':id/charge')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'A line is a charge of the bank',
    description:
      'An expense of the house. The line is explained. With `?dry_run=1` it answers what `/charge/preview/` does.',
  })
  @ApiOkResponse(NOW)
  @MovesMoney()
  @Refuses('statement_line_not_found', 'line_state', 'match_differs')
  charge(
    @Param() { id }: IdParam,
    @Query() { dry_run: dryRun }: DryRunQuery,
    @CurrentUser() { id: staffId }: Caller,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<DecidedLineResponse>> {
    return this.decide({ action: 'charge', lineId: id, staffId }, dryRun, context);
  }

  @Post(':id/charge/preview')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({ summary: 'Try what `charge` would do', description: 'Nothing changes.' })
  @ApiOkResponse(THEN)
  @Refuses('statement_line_not_found', 'line_state', 'match_differs')
  previewCharge(
    @Param() { id }: IdParam,
    @CurrentUser() { id: staffId }: Caller,
  ): Promise<DecidedLineResponse> {
    return this.decisions.preview({ action: 'charge', lineId: id, staffId });
  }

  @Post(':id/banked')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'A line is money between the till and the bank account',
    description:
      'Cash that was brought to the bank or fetched there. Also a pay-out, payment, deposit or withdrawal that was ' +
      'booked as cash and really went through the bank: name its loan or provider. With `?dry_run=1` it answers what ' +
      '`/banked/preview/` does.',
  })
  @BodyExample(BankedLineDto, BANKED_EXAMPLE)
  @ApiOkResponse(NOW)
  @MovesMoney()
  @Refuses('statement_line_not_found', 'line_state', 'loan_not_found', 'provider_not_found', 'own_person')
  banked(
    @Param() { id }: IdParam,
    @Body() body: BankedLineDto,
    @Query() { dry_run: dryRun }: DryRunQuery,
    @CurrentUser() { id: staffId }: Caller,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<DecidedLineResponse>> {
    return this.decide(toBanked(id, body, staffId), dryRun, context);
  }

  @Post(':id/banked/preview')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({ summary: 'Try what `banked` would do', description: 'Nothing changes.' })
  @BodyExample(BankedLineDto, BANKED_EXAMPLE)
  @ApiOkResponse(THEN)
  @Refuses('statement_line_not_found', 'line_state', 'loan_not_found', 'provider_not_found', 'own_person')
  previewBanked(
    @Param() { id }: IdParam,
    @Body() body: BankedLineDto,
    @CurrentUser() { id: staffId }: Caller,
  ): Promise<DecidedLineResponse> {
    return this.decisions.preview(toBanked(id, body, staffId));
  }

  @Post(':id/outside')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'A line has nothing to do with lending',
    description:
      "The house's own money, such as rent or capital. With `?dry_run=1` it answers what `/outside/preview/` does.",
  })
  @ApiOkResponse(NOW)
  @MovesMoney()
  @Refuses('statement_line_not_found', 'line_state')
  outside(
    @Param() { id }: IdParam,
    @Body() { reason }: OutsideLineDto,
    @Query() { dry_run: dryRun }: DryRunQuery,
    @CurrentUser() { id: staffId }: Caller,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<DecidedLineResponse>> {
    return this.decide({ action: 'outside', lineId: id, staffId, reason }, dryRun, context);
  }

  @Post(':id/outside/preview')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({ summary: 'Try what `outside` would do', description: 'Nothing changes.' })
  @ApiOkResponse(THEN)
  @Refuses('statement_line_not_found', 'line_state')
  previewOutside(
    @Param() { id }: IdParam,
    @Body() { reason }: OutsideLineDto,
    @CurrentUser() { id: staffId }: Caller,
  ): Promise<DecidedLineResponse> {
    return this.decisions.preview({ action: 'outside', lineId: id, staffId, reason });
  }

  @Post(':id/undo')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'Take the explanation of a line back',
    description:
      'What it had booked is reversed, and the line is open again. A transfer that it opened is returned, as if its money ' +
      'had never come; any other is again what it was before. Refused with `line_state` when more has happened to a ' +
      'transfer since, and when it is repeated. With `?dry_run=1` it answers what `/undo/preview/` does.',
  })
  @ApiOkResponse(NOW)
  @Refuses('statement_line_not_found', 'line_state', 'own_person')
  async undo(
    @Param() param: IdParam,
    @Query() { dry_run: dryRun }: DryRunQuery,
    @CurrentUser() caller: Caller,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<DecidedLineResponse>> {
    if (dryRun !== undefined) return new CommandAnswer(200, await this.previewUndo(param, caller), false);
    const line = await this.matching.undo(param.id, caller.id);
    if (line !== null) return new CommandAnswer(200, line, false);
    const withoutKey = { ...context, idempotency: null };
    return this.decisions.decide({ action: 'undo', lineId: param.id, staffId: caller.id }, withoutKey);
  }

  @Post(':id/undo/preview')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({ summary: 'Try what `undo` would do', description: 'Nothing changes.' })
  @ApiOkResponse(THEN)
  @Refuses('statement_line_not_found', 'line_state', 'own_person')
  async previewUndo(
    @Param() { id }: IdParam,
    @CurrentUser() { id: staffId }: Caller,
  ): Promise<DecidedLineResponse> {
    const line = await this.matching.previewUndo(id, staffId);
    return line ?? this.decisions.preview({ action: 'undo', lineId: id, staffId });
  }

  private async decide(
    decision: LineDecision,
    dryRun: '1' | undefined,
    context: CommandContext,
  ): Promise<CommandAnswer<DecidedLineResponse>> {
    if (dryRun === undefined) return this.decisions.decide(decision, context);
    return new CommandAnswer(200, await this.decisions.preview(decision), false);
  }
}

function toBanked(lineId: string, { loan, provider }: BankedLineDto, staffId: string): LineDecision {
  return { action: 'banked', lineId, staffId, loanId: loan ?? null, providerId: provider ?? null };
}
