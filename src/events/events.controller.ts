import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Public, Roles, type Caller } from '../auth/access.js';
import { IdParam } from '../http/id-param.js';
import { ListUrl } from '../http/links.js';
import { Refuses } from '../http/refuses.js';
import { EVENT_TYPE_NAMES } from './event-types.js';
import {
  EventListQuery,
  EventListResponse,
  EventResponse,
  EventTypeList,
  toEventTypeResponse,
} from './events.dto.js';
import { EventsQueries } from './events.queries.js';

@ApiTags('Events')
@Controller()
export class EventsController {
  constructor(private readonly queries: EventsQueries) {}

  @Get('events')
  @ApiBearerAuth()
  @Roles('provider', 'staff')
  @ApiOperation({
    summary: 'List what has happened',
    description:
      'Everything that was committed, and nothing that was rolled back, oldest first. To follow it, send the `seq` of the ' +
      'last event that you have as `after_seq`: nothing is missed, since an event gets its number after it is committed. ' +
      'A provider sees its own events. Events are kept for 90 days unless the bank has set another time; `first_seq` says ' +
      'from which number on they are all here, so that whoever comes back later than that knows it.',
  })
  list(
    @Query() query: EventListQuery,
    @ListUrl() url: string,
    @CurrentUser() caller: Caller,
  ): Promise<EventListResponse> {
    return this.queries.list(query, url, caller);
  }

  @Get('events/:id')
  @ApiBearerAuth()
  @Roles('provider', 'staff')
  @ApiOperation({ summary: 'Show an event', description: 'By its id, which webhooks send as `webhook-id`.' })
  @Refuses('event_not_found')
  getEvent(@Param() { id }: IdParam, @CurrentUser() caller: Caller): Promise<EventResponse> {
    return this.queries.getEvent(id, caller);
  }

  @Get('event_types')
  @Public()
  @ApiOperation({
    summary: 'The types of events',
    description: 'When each is told, and the JSON Schema of its data, which is the same for ever.',
  })
  types(): EventTypeList {
    return { results: EVENT_TYPE_NAMES.map(toEventTypeResponse) };
  }
}
