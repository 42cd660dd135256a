import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { Context, MovesMoney } from '../commands/command-context.js';
import { CommandAnswer, type CommandContext } from '../commands/money-commands.js';
import { BodyExample } from '../http/body-example.js';
import { IdParam } from '../http/id-param.js';
import { Refuses } from '../http/refuses.js';
import { invalidFields } from '../http/validation.js';
import { LineCrediting } from './line-crediting.service.js';
import { LineDecisions } from './line-decisions.service.js';
import { BankedLineDto, IdentifyLineDto, OutsideLineDto } from './statement-lines.dto.js';
import { StatementLineResponse } from './statements.dto.js';
import { StatementQueries } from './statements.queries.js';

@ApiTags('Bank accounts')
@ApiBearerAuth()
@Controller('statement_lines')
export class StatementLinesController {
  constructor(
    private readonly decisions: LineDecisions,
    private readonly crediting: LineCrediting,
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

  @Post(':id/identify')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'A line is money for a loan or of a provider',
    description:
      'It is credited at once: as a payment on the loan, which counts from the value date of the line, or as a deposit ' +
      'of the provider. Repeated, it answers `line_state`.',
  })
  @BodyExample(IdentifyLineDto, { loan: '0198c0de-4444-7000-8000-000000000001' })
  @ApiOkResponse({ description: 'The line as it is now.', type: StatementLineResponse })
  @Refuses(
    'statement_line_not_found',
    'line_state',
    'match_differs',
    'loan_not_found',
    'provider_not_found',
    'balance_limit_exceeded',
  )
  identify(
    @Param() { id }: IdParam,
    @Body() { loan, provider }: IdentifyLineDto,
    @CurrentUser() { id: staffId }: Caller,
  ): Promise<StatementLineResponse> {
    if ((loan === undefined) === (provider === undefined)) {
      throw invalidFields([{ field: 'loan', code: 'either', message: 'Name either a loan or a provider.' }]);
    }
    const what = loan === undefined ? (['provider', provider ?? ''] as const) : (['loan', loan] as const);
    return this.crediting.identify(id, { kind: what[0], id: what[1].toLowerCase() }, staffId);
  }

  @Post(':id/charge')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'A line is a charge of the bank',
    description: 'An expense of the house. The line is explained.',
  })
  @ApiOkResponse({ description: 'The line as it is now.', type: StatementLineResponse })
  @MovesMoney()
  @Refuses('statement_line_not_found', 'line_state', 'match_differs')
  charge(
    @Param() { id }: IdParam,
    @CurrentUser() { id: staffId }: Caller,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<StatementLineResponse>> {
    return this.decisions.decide({ action: 'charge', lineId: id, staffId }, context);
  }

  @Post(':id/banked')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'A line is money between the till and the bank account',
    description:
      'Cash that was brought to the bank or fetched there. Also a pay-out, payment, deposit or withdrawal that was ' +
      'booked as cash and really went through the bank: name its loan or provider.',
  })
  @BodyExample(BankedLineDto, { loan: '0198c0de-4444-7000-8000-000000000001' })
  @ApiOkResponse({ description: 'The line as it is now.', type: StatementLineResponse })
  @MovesMoney()
  @Refuses('statement_line_not_found', 'line_state', 'loan_not_found', 'provider_not_found')
  banked(
    @Param() { id }: IdParam,
    @Body() { loan, provider }: BankedLineDto,
    @CurrentUser() { id: staffId }: Caller,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<StatementLineResponse>> {
    return this.decisions.decide(
      { action: 'banked', lineId: id, staffId, loanId: loan ?? null, providerId: provider ?? null },
      context,
    );
  }

  @Post(':id/outside')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'A line has nothing to do with lending',
    description: "The house's own money, such as rent or capital.",
  })
  @ApiOkResponse({ description: 'The line as it is now.', type: StatementLineResponse })
  @MovesMoney()
  @Refuses('statement_line_not_found', 'line_state')
  outside(
    @Param() { id }: IdParam,
    @Body() { reason }: OutsideLineDto,
    @CurrentUser() { id: staffId }: Caller,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<StatementLineResponse>> {
    return this.decisions.decide({ action: 'outside', lineId: id, staffId, reason }, context);
  }

  @Post(':id/undo')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'Take the explanation of a line back',
    description:
      'What it had booked is reversed, and the line is open again. A payment that it was is reversed, a deposit ' +
      'returned. Repeated, it answers `line_state`.',
  })
  @ApiOkResponse({ description: 'The line as it is now.', type: StatementLineResponse })
  @Refuses('statement_line_not_found', 'line_state')
  async undo(
    @Param() { id }: IdParam,
    @CurrentUser() { id: staffId }: Caller,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<StatementLineResponse>> {
    const line = await this.crediting.undo(id, staffId);
    if (line !== null) return new CommandAnswer(200, line, false);
    const withoutKey = { ...context, idempotency: null };
    return this.decisions.decide({ action: 'undo', lineId: id, staffId }, withoutKey);
  }
}
