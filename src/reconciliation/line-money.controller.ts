import { Body, Controller, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { DryRunQuery } from '../commands/dry-run.js';
import { BodyExample } from '../http/body-example.js';
import { IdParam } from '../http/id-param.js';
import { Refuses } from '../http/refuses.js';
import { invalidFields } from '../http/validation.js';
import { DecidedLineResponse } from './line-figures.dto.js';
import { LineMatching, type MoneyDecision } from './line-matching.service.js';
import type { Explanation } from './matcher.js';
import { IdentifyLineDto, MatchLineDto } from './statement-lines.dto.js';

const NOW = {
  description: 'The line as it is now, and the figures before and after.',
  type: DecidedLineResponse,
};
const THEN = {
  description: 'The line as it would be, and the figures before and after.',
  type: DecidedLineResponse,
};
const IDENTIFY_EXAMPLE = { loan: '0198c0de-4444-7000-8000-000000000001' };
const IDENTIFY_REFUSALS = [
  'statement_line_not_found',
  'line_state',
  'match_differs',
  'loan_not_found',
  'provider_not_found',
  'customer_not_found',
  'own_person',
  'balance_limit_exceeded',
] as const;
const MATCH_REFUSALS = [
  'statement_line_not_found',
  'line_state',
  'match_differs',
  'transfer_not_found',
  'transfer_state',
  'customer_not_found',
  'own_person',
  'balance_limit_exceeded',
] as const;

/** What the money of lines is: transfers under way, or new money for somebody. */
@ApiTags('Bank accounts')
@ApiBearerAuth()
@Controller('statement_lines')
export class LineMoneyController {
  constructor(private readonly matching: LineMatching) {}

  @Post(':id/match')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'A line is transfers that were under way',
    description:
      'Each is settled by the line; what they leave over is the credit of the customer in `rest_to`. By a line that left ' +
      'the account, transfers that had settled are taken back, such as a cheque that bounced. A line is explained as a ' +
      'whole: `match_differs` says what is missing. With `?dry_run=1` it answers what `/match/preview/` does.',
  })
  @ApiOkResponse(NOW)
  @Refuses(...MATCH_REFUSALS)
  match(
    @Param() { id }: IdParam,
    @Body() body: MatchLineDto,
    @Query() { dry_run: dryRun }: DryRunQuery,
    @CurrentUser() { id: staffId }: Caller,
  ): Promise<DecidedLineResponse> {
    return this.decide(id, toMatch(body), staffId, dryRun !== undefined);
  }

  @Post(':id/match/preview')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({ summary: 'Try what `match` would do', description: 'Nothing changes.' })
  @ApiOkResponse(THEN)
  @Refuses(...MATCH_REFUSALS)
  previewMatch(
    @Param() { id }: IdParam,
    @Body() body: MatchLineDto,
    @CurrentUser() { id: staffId }: Caller,
  ): Promise<DecidedLineResponse> {
    return this.decide(id, toMatch(body), staffId, true);
  }

  @Post(':id/identify')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'A line is money for a loan, a provider or a customer',
    description:
      'It is credited at once: as a payment on the loan, which counts from the value date of the line, as a deposit of the ' +
      'provider, or as credit of the customer, which pays an old debt first. Repeated, it answers `line_state`. With ' +
      '`?dry_run=1` it answers what `/identify/preview/` does.',
  })
  @BodyExample(IdentifyLineDto, IDENTIFY_EXAMPLE)
  @ApiOkResponse(NOW)
  @Refuses(...IDENTIFY_REFUSALS)
  identify(
    @Param() { id }: IdParam,
    @Body() body: IdentifyLineDto,
    @Query() { dry_run: dryRun }: DryRunQuery,
    @CurrentUser() { id: staffId }: Caller,
  ): Promise<DecidedLineResponse> {
    return this.decide(id, { kind: 'identify', what: namedIn(body) }, staffId, dryRun !== undefined);
  }

  @Post(':id/identify/preview')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({ summary: 'Try what `identify` would do', description: 'Nothing changes.' })
  @BodyExample(IdentifyLineDto, IDENTIFY_EXAMPLE)
  @ApiOkResponse(THEN)
  @Refuses(...IDENTIFY_REFUSALS)
  previewIdentify(
    @Param() { id }: IdParam,
    @Body() body: IdentifyLineDto,
    @CurrentUser() { id: staffId }: Caller,
  ): Promise<DecidedLineResponse> {
    return this.decide(id, { kind: 'identify', what: namedIn(body) }, staffId, true);
  }

  private decide(
    id: string,
    decision: MoneyDecision,
    staffId: string,
    isTried: boolean,
  ): Promise<DecidedLineResponse> {
    return isTried
      ? this.matching.previewDecision(id, decision, staffId)
      : this.matching.decide(id, decision, staffId);
  }
}

function toMatch({ transfers, rest_to: restTo }: MatchLineDto): MoneyDecision {
  return {
    kind: 'match',
    transferIds: transfers.map((id) => id.toLowerCase()),
    restTo: restTo?.toLowerCase() ?? null,
  };
}

/** The one of them that is named. Throws `validation_failed` for none and for several. */
function namedIn({ loan, provider, customer }: IdentifyLineDto): Explanation {
  const named = Object.entries({ loan, provider, customer }).flatMap(([kind, id]) =>
    id === undefined ? [] : [{ kind: kind as Explanation['kind'], id: id.toLowerCase() }],
  );
  const [only, ...others] = named;
  if (only && others.length === 0) return only;
  const message = 'Name a loan, a provider or a customer, and only one of them.';
  throw invalidFields([{ field: 'loan', code: 'either', message }]);
}
