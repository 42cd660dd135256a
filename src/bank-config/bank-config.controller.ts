import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, Roles } from '../auth/access.js';
import { BodyExample } from '../http/body-example.js';
import type { Actor } from '../http/audit-log.js';
import { Refuses } from '../http/refuses.js';
import { BankConfigurationHistoryResponse, BankConfigurationResponse } from './bank-config.dto.js';
import { ChangeBankConfigurationDto } from './change-bank-config.dto.js';
import { BankConfigQueries } from './bank-config.queries.js';
import { BankConfigService } from './bank-config.service.js';

@ApiTags('Bank configuration')
@ApiBearerAuth()
@Controller('bank_configuration')
export class BankConfigController {
  constructor(
    private readonly service: BankConfigService,
    private readonly queries: BankConfigQueries,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'The terms of new loans',
    description: 'The version in force, for anyone signed in.',
  })
  inForce(): Promise<BankConfigurationResponse> {
    return this.queries.shown();
  }

  @Get('history')
  @Roles('staff')
  @ApiOperation({
    summary: 'All versions of the bank configuration',
    description: 'Newest first, with the author and time of each.',
  })
  async history(): Promise<BankConfigurationHistoryResponse> {
    return { results: await this.queries.history() };
  }

  @Patch()
  @Roles('staff')
  @ApiOperation({
    summary: 'Change the terms of new loans',
    description: 'Appends a version. Existing loans keep the terms they were granted on.',
  })
  @Refuses('currency_in_use', 'score_band_in_use', 'own_range_in_use')
  @BodyExample(ChangeBankConfigurationDto, { interest_rate: '0.06', grace_days: 5 })
  change(@Body() change: ChangeBankConfigurationDto, @By() by: Actor): Promise<BankConfigurationResponse> {
    return this.service.change(change, by);
  }
}
