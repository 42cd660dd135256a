import { Controller, Delete, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { assertStaffFilters, CurrentUser, isStaff, Roles, type Caller } from '../auth/access.js';
import { IdParam } from '../http/id-param.js';
import { Refuses } from '../http/refuses.js';
import { invalidFields } from '../http/validation.js';
import {
  InstrumentListQuery,
  InstrumentListResponse,
  InstrumentResponse,
  toInstrumentResponse,
} from './instruments.dto.js';
import { Instruments } from './instruments.service.js';
import { TransfersQueries } from './transfers.queries.js';

@ApiTags('Transfers')
@ApiBearerAuth()
@Controller('instruments')
export class InstrumentsController {
  constructor(
    private readonly instruments: Instruments,
    private readonly queries: TransfersQueries,
  ) {}

  @Get()
  @Roles('customer', 'provider', 'staff')
  @ApiOperation({
    summary: 'What I pay with, and am paid to',
    description:
      'Your cards and bank accounts, newest first, by the last digits. The numbers of those you pay with are at the ' +
      'gateway only. Staff see those of a `party`.',
  })
  async list(
    @Query() { party }: InstrumentListQuery,
    @CurrentUser() caller: Caller,
  ): Promise<InstrumentListResponse> {
    assertStaffFilters(caller, { party });
    if (isStaff(caller) && party === undefined) {
      throw invalidFields([{ field: 'party', code: 'required', message: 'party must say whose they are.' }]);
    }
    return { results: (await this.queries.instrumentsOf(party ?? caller.id)).map(toInstrumentResponse) };
  }

  @Delete(':id')
  @Roles('customer', 'provider')
  @ApiOperation({
    summary: 'Take a card or bank account back',
    description:
      'Nothing new is asked of it. Transfers that are under way go on; nothing more is paid out to it, and its number ' +
      'is forgotten.',
  })
  @Refuses('instrument_not_found')
  async revoke(@Param() { id }: IdParam, @CurrentUser() caller: Caller): Promise<InstrumentResponse> {
    return toInstrumentResponse(await this.instruments.revoke(id, caller.id));
  }
}
