import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { BodyExample } from '../http/body-example.js';
import { Refuses } from '../http/refuses.js';
import { ConfigPreviewResponse, PreviewBankConfigurationDto } from './config-preview.dto.js';
import { ConfigPreview } from './config-preview.js';

@ApiTags('Bank configuration')
@ApiBearerAuth()
@Controller('bank_configuration')
export class ConfigPreviewController {
  constructor(private readonly preview: ConfigPreview) {}

  @Post('preview')
  @HttpCode(200)
  @Roles('staff')
  @ApiOperation({
    summary: 'What a change of the terms would do',
    description:
      'The configuration and what a sample loan costs, before and after. Refuses what the change itself would ' +
      'refuse, and changes nothing.',
  })
  @Refuses('currency_in_use', 'score_band_in_use', 'own_range_in_use')
  @BodyExample(PreviewBankConfigurationDto, {
    interest_rate: '0.06',
    grace_days: 5,
    sample_amount: '1000.00',
  })
  show(
    @Body() request: PreviewBankConfigurationDto,
    @CurrentUser() caller: Caller,
  ): Promise<ConfigPreviewResponse> {
    return this.preview.show(request, caller.id);
  }
}
