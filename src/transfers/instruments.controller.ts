import { Controller, Delete, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { IdParam } from '../http/id-param.js';
import { Refuses } from '../http/refuses.js';
import { InstrumentListResponse, InstrumentResponse, toInstrumentResponse } from './instruments.dto.js';
import { Instruments } from './instruments.service.js';

@ApiTags('Transfers')
@ApiBearerAuth()
@Controller('instruments')
export class InstrumentsController {
  constructor(private readonly instruments: Instruments) {}

  @Get()
  @Roles('customer', 'provider')
  @ApiOperation({
    summary: 'What I pay with',
    description:
      'Your cards and bank accounts, newest first, by the last digits. Their numbers are at the gateway only.',
  })
  async list(@CurrentUser() { id }: Caller): Promise<InstrumentListResponse> {
    return { results: (await this.instruments.listOf(id)).map(toInstrumentResponse) };
  }

  @Delete(':id')
  @Roles('customer', 'provider')
  @ApiOperation({
    summary: 'Take a card or bank account back',
    description: 'Nothing new is asked of it. Transfers that are under way go on.',
  })
  @Refuses('instrument_not_found')
  async revoke(@Param() { id }: IdParam, @CurrentUser() caller: Caller): Promise<InstrumentResponse> {
    return toInstrumentResponse(await this.instruments.revoke(id, caller.id));
  }
}
