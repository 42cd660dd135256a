import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { IdParam } from '../http/id-param.js';
import { ListUrl } from '../http/links.js';
import { PageQuery } from '../http/paging.js';
import { Refuses } from '../http/refuses.js';
import { By, CurrentUser, type Caller } from './access.js';
import { EndSessionsQuery, SessionListResponse } from './sessions.dto.js';
import { SessionsQueries } from './sessions.queries.js';
import { SessionsService } from './sessions.service.js';

@ApiTags('Auth')
@ApiBearerAuth()
@Controller('auth/sessions')
export class SessionsController {
  constructor(
    private readonly service: SessionsService,
    private readonly queries: SessionsQueries,
    private readonly audit: AuditLog,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Where am I signed in?',
    description: 'The open sessions of the signed-in user, latest sign-in first.',
  })
  list(
    @Query() query: PageQuery,
    @ListUrl() url: string,
    @CurrentUser() caller: Caller,
  ): Promise<SessionListResponse> {
    return this.queries.list(query, url, caller);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Sign out everywhere',
    description:
      'Ends all sessions of the signed-in user, including the current one unless `keep_current=1`. Access tokens are ' +
      'refused within two seconds on every instance.',
  })
  @ApiNoContentResponse({ description: 'The sessions have ended.' })
  async endAll(
    @Query() { keep_current: keep }: EndSessionsQuery,
    @CurrentUser() caller: Caller,
    @By() by: Actor,
  ): Promise<void> {
    await this.service.endAllOf(caller, keep !== undefined);
    this.audit.record({ action: 'user.end_sessions', by, on: { type: 'user', id: caller.id } });
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'End one of my sessions',
    description:
      'Its refresh token is refused at once, its access token on every instance within two seconds.',
  })
  @ApiNoContentResponse({ description: 'The session has ended.' })
  @Refuses('session_not_found')
  async end(@Param() { id }: IdParam, @CurrentUser() caller: Caller, @By() by: Actor): Promise<void> {
    await this.service.end(caller.id, id);
    this.audit.record({ action: 'user.end_session', by, on: { type: 'session', id } });
  }
}
