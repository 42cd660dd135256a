import { Controller, Get, Header, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Throttle } from '@nestjs/throttler';
import { Public } from '../auth/access.js';
import { AttemptsGuard, OFTEN } from '../auth/attempts.guard.js';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { Refuses } from '../http/refuses.js';
import { DomainError } from '../runtime/problems.js';
import { UnsubscribeParams, UnsubscribeResponse } from './preferences.dto.js';
import { PreferencesQueries } from './preferences.queries.js';
import { Preferences } from './preferences.service.js';
import { readUnsubscribeToken, type Unwanted } from './unsubscribe-token.js';

@ApiTags('Letters')
@Public()
@UseGuards(AttemptsGuard)
@Throttle(OFTEN)
@Controller('unsubscribe/:token')
export class UnsubscribeController {
  constructor(
    private readonly preferences: Preferences,
    private readonly queries: PreferencesQueries,
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'jwtSecret'>,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'What the link in a letter turns off',
    description:
      'It changes nothing: programs that check mail for viruses follow links. The token is the permission.',
  })
  @Refuses('unsubscribe_link_wrong', 'too_many_requests')
  async show(@Param() { token }: UnsubscribeParams): Promise<UnsubscribeResponse> {
    const unwanted = this.read(token);
    const { topic, channel } = unwanted;
    return { topic, channel, wanted: await this.queries.isWanted(unwanted) };
  }

  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Turn letters off by the link in one',
    description:
      'Without signing in, as mail programs do it with one click (RFC 8058): whatever body comes with it, as a form of any ' +
      'kind, is not read. Repeated, it changes nothing.',
  })
  @ApiOkResponse({ description: 'Such letters do not come any more.', type: UnsubscribeResponse })
  @Refuses('unsubscribe_link_wrong', 'topic_required', 'too_many_requests')
  async turnOff(@Param() { token }: UnsubscribeParams): Promise<UnsubscribeResponse> {
    const { userId, topic, channel } = this.read(token);
    await this.preferences.say(userId, { topic, channel, wanted: false });
    return { topic, channel, wanted: false };
  }

  private read(token: string): Unwanted {
    const unwanted = readUnsubscribeToken(token, this.config.jwtSecret);
    if (unwanted) return unwanted;
    throw new DomainError(
      'unsubscribe_link_wrong',
      'The link is not complete, or was not made by this bank.',
    );
  }
}
