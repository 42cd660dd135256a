import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, CurrentUser, Roles, type Caller } from '../auth/access.js';
import type { Actor } from '../http/audit-log.js';
import { IdParam } from '../http/id-param.js';
import { Refuses } from '../http/refuses.js';
import { TransferDetailResponse } from '../transfers/transfers.dto.js';
import { TransfersQueries } from '../transfers/transfers.queries.js';
import { ResolutionPreviews } from './resolution-previews.service.js';
import { ResolvePreviewResponse, ResolveTransferDto } from './transfer-commands.dto.js';
import { TransferResolutions } from './transfer-resolutions.service.js';

@ApiTags('Transfers')
@ApiBearerAuth()
@Controller()
export class TransferResolutionsController {
  constructor(
    private readonly resolutions: TransferResolutions,
    private readonly previews: ResolutionPreviews,
    private readonly queries: TransfersQueries,
  ) {}

  @Post('transfers/:id/resolve')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'Resolve a transfer in review',
    description:
      'For what the gateway said that does not fit, or never said, and for what staff noted and the bank never got, such ' +
      'as a cheque that bounced. You say where it ended: that is a `proposal`, until another member of staff says the ' +
      'same. Then the books follow: a repayment that counts no longer is taken back from its loan.',
  })
  @ApiOkResponse({
    description: 'The transfer as it is now. With a `proposal`, it waits for another member of staff.',
    type: TransferDetailResponse,
  })
  @Refuses('transfer_not_found', 'transfer_state', 'second_person_needed', 'balance_limit_exceeded')
  async resolve(
    @Param() { id }: IdParam,
    @Body() body: ResolveTransferDto,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<TransferDetailResponse> {
    await this.resolutions.resolve(id, body, caller, by);
    return this.queries.getTransfer(id, caller);
  }

  @Post('transfers/:id/resolve/preview')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'What resolving a transfer in review would do',
    description:
      'The states and figures before and after, once two members of staff have said so. Nothing is proposed, and nothing ' +
      'changes.',
  })
  @ApiOkResponse({ type: ResolvePreviewResponse })
  @Refuses('transfer_not_found', 'transfer_state', 'balance_limit_exceeded')
  preview(
    @Param() { id }: IdParam,
    @Body() { outcome }: ResolveTransferDto,
    @CurrentUser() { id: staffId }: Caller,
  ): Promise<ResolvePreviewResponse> {
    return this.previews.preview(id, outcome, staffId);
  }
}
