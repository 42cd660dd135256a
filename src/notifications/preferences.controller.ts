import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Caller } from '../auth/access.js';
import { Refuses } from '../http/refuses.js';
import { ChangePreferenceDto, PreferenceListResponse } from './preferences.dto.js';
import { PreferencesQueries } from './preferences.queries.js';
import { Preferences } from './preferences.service.js';

@ApiTags('Letters')
@ApiBearerAuth()
@Controller('notification_preferences')
export class PreferencesController {
  constructor(
    private readonly preferences: Preferences,
    private readonly queries: PreferencesQueries,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Which letters come to me',
    description: 'By topic and channel, as the caller has said, or else by default.',
  })
  async list(@CurrentUser() caller: Caller): Promise<PreferenceListResponse> {
    return { results: await this.queries.of(caller) };
  }

  @Patch()
  @ApiOperation({
    summary: 'Turn letters of a topic on or off',
    description:
      'Also for those that wait already. Letters about the sign-in cannot be turned off, nor what the bank requires.',
  })
  @Refuses('topic_required')
  async change(
    @Body() change: ChangePreferenceDto,
    @CurrentUser() caller: Caller,
  ): Promise<PreferenceListResponse> {
    await this.preferences.say(caller.id, change);
    return { results: await this.queries.of(caller) };
  }
}
