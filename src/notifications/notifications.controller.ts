import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, CurrentUser, Roles, type Caller } from '../auth/access.js';
import type { Actor } from '../http/audit-log.js';
import { IdParam } from '../http/id-param.js';
import { ListUrl } from '../http/links.js';
import { Refuses } from '../http/refuses.js';
import { LettersAgain } from './letters-again.service.js';
import {
  NotificationDetailResponse,
  NotificationListQuery,
  NotificationListResponse,
} from './notifications.dto.js';
import { NotificationsQueries } from './notifications.queries.js';

@ApiTags('Letters')
@ApiBearerAuth()
@Controller('notifications')
export class NotificationsController {
  constructor(
    private readonly queries: NotificationsQueries,
    private readonly again: LettersAgain,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List letters',
    description:
      'Letters to the caller; for staff, to everybody. Newest first, with what became of each. `state=failed` are those that ' +
      'nothing more is tried for.',
  })
  list(
    @Query() query: NotificationListQuery,
    @ListUrl() url: string,
    @CurrentUser() caller: Caller,
  ): Promise<NotificationListResponse> {
    return this.queries.list(query, url, caller);
  }

  @Get(':id')
  @ApiOperation({
    summary: 'Show a letter',
    description: 'With the very text that was sent, but for codes. Texts are deleted after 90 days.',
  })
  @Refuses('notification_not_found')
  getNotification(
    @Param() { id }: IdParam,
    @CurrentUser() caller: Caller,
  ): Promise<NotificationDetailResponse> {
    return this.queries.getNotification(id, caller);
  }

  @Post(':id/send_again')
  @HttpCode(202)
  @Roles('staff')
  @ApiOperation({
    summary: 'Send a letter again',
    description:
      'As a new letter, which is written by the facts of that moment: a reminder of what is paid is not sent then either. An ' +
      'address that was refused is tried once more. One with a link gets a new link, and the old one ends.',
  })
  @ApiAcceptedResponse({ description: 'The new letter.', type: NotificationDetailResponse })
  @Refuses('notification_not_found', 'letter_waits', 'too_many_requests')
  async sendAgain(
    @Param() { id }: IdParam,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<NotificationDetailResponse> {
    return this.queries.getNotification(await this.again.send(id, by), caller);
  }
}
