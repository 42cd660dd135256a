import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '../auth/access.js';
import { IdParam } from '../http/id-param.js';
import { ListUrl } from '../http/links.js';
import { Refuses } from '../http/refuses.js';
import { CreditScoreResponse, ScoreHistoryQuery, ScoreHistoryResponse } from './scores.dto.js';
import { ScoresQueries } from './scores.queries.js';

@ApiTags('Credit score')
@ApiBearerAuth()
@Controller('customers/:id/credit_score')
export class CustomerScoresController {
  constructor(private readonly queries: ScoresQueries) {}

  @Get()
  @Roles('staff')
  @ApiOperation({
    summary: "A customer's credit score",
    description: 'As the customer sees it: the points, their reasons, the band, and what would raise it.',
  })
  @Refuses('customer_not_found')
  getScore(@Param() { id }: IdParam): Promise<CreditScoreResponse> {
    return this.queries.getScore(id);
  }

  @Get('history')
  @Roles('staff')
  @ApiOperation({
    summary: "How a customer's credit score came about",
    description: 'Each change with its contributions, its band at that time and its causes; newest first.',
  })
  @Refuses('customer_not_found')
  history(
    @Param() { id }: IdParam,
    @Query() query: ScoreHistoryQuery,
    @ListUrl() url: string,
  ): Promise<ScoreHistoryResponse> {
    return this.queries.history(id, query, url);
  }
}
