import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { alsoCsv, CsvList } from '../http/csv-list.js';
import { IdParam } from '../http/id-param.js';
import { ListUrl } from '../http/links.js';
import { Refuses } from '../http/refuses.js';
import {
  TransferDetailResponse,
  TransferListQuery,
  TransferListResponse,
  TransferResponse,
} from './transfers.dto.js';
import { TransfersQueries } from './transfers.queries.js';

@ApiTags('Transfers')
@ApiBearerAuth()
@Controller('transfers')
export class TransfersController {
  constructor(private readonly queries: TransfersQueries) {}

  @Get(alsoCsv())
  @Roles('customer', 'provider', 'staff')
  @ApiOperation({
    summary: 'List transfers',
    description:
      'Money on its way through a gateway, and what became of it. Your own, or all for staff; newest first.',
  })
  @CsvList('transfers', TransferResponse, TransferListResponse)
  list(
    @Query() query: TransferListQuery,
    @ListUrl() url: string,
    @CurrentUser() caller: Caller,
  ): Promise<TransferListResponse> {
    return this.queries.list(query, url, caller);
  }

  @Get(':id')
  @Roles('customer', 'provider', 'staff')
  @ApiOperation({ summary: 'Show a transfer', description: 'With everything that happened to it, in order.' })
  @Refuses('transfer_not_found')
  getTransfer(@Param() { id }: IdParam, @CurrentUser() caller: Caller): Promise<TransferDetailResponse> {
    return this.queries.getTransfer(id, caller);
  }
}
