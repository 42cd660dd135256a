import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, isStaff, Roles, type Caller } from '../auth/access.js';
import { Context, MovesMoney } from '../commands/command-context.js';
import type { CommandAnswer, CommandContext } from '../commands/money-commands.js';
import { IdParam } from '../http/id-param.js';
import { ListUrl } from '../http/links.js';
import { Refuses } from '../http/refuses.js';
import { invalidFields } from '../http/validation.js';
import { PROMISE_CHANNELS } from './payment-promise.entity.js';
import { MakePromiseDto, PromiseListQuery, PromiseListResponse, PromiseResponse } from './promises.dto.js';
import { PromisesQueries } from './promises.queries.js';
import { PromisesService } from './promises.service.js';

@ApiTags('Collections')
@ApiBearerAuth()
@Controller()
export class PromisesController {
  constructor(
    private readonly service: PromisesService,
    private readonly queries: PromisesQueries,
  ) {}

  @Post('loans/:id/promises')
  @Roles('customer', 'staff')
  @ApiOperation({
    summary: 'Promise to pay, or write down a promise',
    description:
      'One open promise a loan; a borrower may make one a month, and staff write down what borrowers say. The day-close decides at the end of the second day after `due_on`: it is kept when ' +
      'payments that were entered after it reach the amount, or when nothing is past due; a payment on its way keeps it ' +
      'open. It moves no money, and late interest runs on.',
  })
  @ApiCreatedResponse({ type: PromiseResponse })
  @MovesMoney()
  @Refuses('loan_not_found', 'promise_open', 'promise_limit', 'promise_not_needed', 'promise_too_far')
  make(
    @Param() { id }: IdParam,
    @Body() body: MakePromiseDto,
    @CurrentUser() by: Caller,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<PromiseResponse>> {
    if (isStaff(by) && body.channel === undefined) {
      const message = `channel must be one of ${PROMISE_CHANNELS.join(', ')}.`;
      throw invalidFields([{ field: 'channel', code: 'required', message }]);
    }
    return this.service.make({ ...body, loanId: id, by }, context);
  }

  @Get('loans/:id/promises')
  @Roles('customer', 'staff')
  @ApiOperation({
    summary: 'The promises to pay of a loan',
    description: 'Newest first. The borrower sees them without the notes of staff.',
  })
  @Refuses('loan_not_found')
  list(
    @Param() { id }: IdParam,
    @Query() query: PromiseListQuery,
    @ListUrl() url: string,
    @CurrentUser() caller: Caller,
  ): Promise<PromiseListResponse> {
    return this.queries.list(id, query, url, caller);
  }

  @Post('promises/:id/cancel')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'Cancel an open promise',
    description: 'It counts as neither kept nor broken, such as one that was written down by mistake.',
  })
  @ApiOkResponse({ description: 'The promise as it is now.', type: PromiseResponse })
  @MovesMoney()
  @Refuses('promise_not_found', 'promise_not_open')
  cancel(
    @Param() { id }: IdParam,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<PromiseResponse>> {
    return this.service.cancel({ promiseId: id }, context);
  }
}
