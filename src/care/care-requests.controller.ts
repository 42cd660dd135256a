import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, CurrentUser, Roles, type Caller } from '../auth/access.js';
import type { Actor } from '../http/audit-log.js';
import { IdParam } from '../http/id-param.js';
import { ListUrl } from '../http/links.js';
import { Refuses } from '../http/refuses.js';
import {
  AnswerCareDto,
  AskForCareDto,
  CareRequestListQuery,
  CareRequestListResponse,
  CareRequestResponse,
} from './care-requests.dto.js';
import { CareRequestsQueries } from './care-requests.queries.js';
import { CareRequestsService } from './care-requests.service.js';

@ApiTags('Collections')
@ApiBearerAuth()
@Controller('care_requests')
export class CareRequestsController {
  constructor(
    private readonly service: CareRequestsService,
    private readonly queries: CareRequestsQueries,
  ) {}

  @Post()
  @Roles('customer')
  @ApiOperation({
    summary: 'Ask the bank for another course',
    description:
      'A borrower who cannot pay as agreed says what would help. One open request a loan. It changes nothing by itself: ' +
      'instalments fall due as before until the bank has answered and agreed on something else.',
  })
  @ApiCreatedResponse({ type: CareRequestResponse })
  @Refuses('loan_not_found', 'care_not_possible', 'care_request_open')
  ask(@Body() body: AskForCareDto, @CurrentUser() caller: Caller): Promise<CareRequestResponse> {
    return this.service.ask({ ...body, loan: body.loan.toLowerCase() }, caller);
  }

  @Get()
  @Roles('customer', 'staff')
  @ApiOperation({
    summary: 'What borrowers asked for',
    description: "Newest first: a borrower's own, for staff those of all.",
  })
  list(
    @Query() query: CareRequestListQuery,
    @ListUrl() url: string,
    @CurrentUser() caller: Caller,
  ): Promise<CareRequestListResponse> {
    return this.queries.list(query, url, caller);
  }

  @Post(':id/answer')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'Answer what a borrower asked for',
    description:
      'The borrower reads the note. It is an answer and nothing else: what was granted is agreed on separately.',
  })
  @ApiOkResponse({ type: CareRequestResponse })
  @Refuses('care_request_not_found', 'care_request_not_open', 'own_person')
  answer(
    @Param() { id }: IdParam,
    @Body() body: AnswerCareDto,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<CareRequestResponse> {
    return this.service.answer(id, body, caller, by);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Roles('customer')
  @ApiOperation({ summary: 'Take back what I asked for', description: 'While the bank has not answered.' })
  @ApiOkResponse({ type: CareRequestResponse })
  @Refuses('care_request_not_found', 'care_request_not_open')
  withdraw(@Param() { id }: IdParam, @CurrentUser() caller: Caller): Promise<CareRequestResponse> {
    return this.service.withdraw(id, caller);
  }
}
