import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { ListUrl } from '../http/links.js';
import { CreditScoreResponse, ScoreHistoryQuery, ScoreHistoryResponse } from './scores.dto.js';
import { ScoresQueries } from './scores.queries.js';

@ApiTags('Credit score')
@ApiBearerAuth()
@Controller('credit_score')
export class ScoresController {
  constructor(private readonly queries: ScoresQueries) {}

  @Get()
  @Roles('customer')
  @ApiOperation({
    summary: 'My credit score',
    description:
      'Computed from your own loans: the points of each kind of behaviour with the reason, the band you are in, and ' +
      'what would raise it. It is updated within about a second of a loan or a payment.',
  })
  getScore(@CurrentUser() caller: Caller): Promise<CreditScoreResponse> {
    return this.queries.getScore(caller.id);
  }

  @Get('history')
  @Roles('customer')
  @ApiOperation({
    summary: 'How my credit score came about',
    description: 'Each change with its contributions, its band at that time and its causes; newest first.',
  })
  history(
    @Query() query: ScoreHistoryQuery,
    @ListUrl() url: string,
    @CurrentUser() caller: Caller,
  ): Promise<ScoreHistoryResponse> {
    return this.queries.history(caller.id, query, url);
  }
}
