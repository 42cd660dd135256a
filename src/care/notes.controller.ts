import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, CurrentUser, Roles, type Caller } from '../auth/access.js';
import { Context, MovesMoney } from '../commands/command-context.js';
import type { CommandAnswer, CommandContext } from '../commands/money-commands.js';
import type { Actor } from '../http/audit-log.js';
import { IdParam } from '../http/id-param.js';
import { ListUrl } from '../http/links.js';
import { Refuses } from '../http/refuses.js';
import { NoteListQuery, NoteListResponse, NoteResponse, WriteNoteDto } from './notes.dto.js';
import { NotesQueries } from './notes.queries.js';
import { NotesService } from './notes.service.js';

@ApiTags('Collections')
@ApiBearerAuth()
@Controller('notes')
export class NotesController {
  constructor(
    private readonly service: NotesService,
    private readonly queries: NotesQueries,
  ) {}

  @Post()
  @Roles('staff')
  @ApiOperation({
    summary: 'Write a note',
    description:
      'What staff know of a customer, a provider, a loan or a payment, such as what was said on the phone. Only staff ' +
      'read it.',
  })
  @ApiCreatedResponse({ type: NoteResponse })
  @MovesMoney()
  @Refuses('customer_not_found', 'provider_not_found', 'loan_not_found', 'payment_not_found', 'person_erased')
  write(
    @Body() body: WriteNoteDto,
    @CurrentUser() { id: staffId }: Caller,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<NoteResponse>> {
    return this.service.write({ ...body, staffId }, context);
  }

  @Get()
  @Roles('staff')
  @ApiOperation({
    summary: 'List notes',
    description:
      'About one subject, or about a customer with all loans and payments; newest first. The reasons of reversals and ' +
      'write-offs are among them.',
  })
  list(@Query() query: NoteListQuery, @ListUrl() url: string): Promise<NoteListResponse> {
    return this.queries.list(query, url);
  }

  @Post(':id/redact')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({
    summary: 'Remove the text of a note',
    description:
      'For good, such as when a person asks for it. Who wrote the note, when and about what stays. Repeated, it ' +
      'changes nothing.',
  })
  @ApiOkResponse({ description: 'The note without its text.', type: NoteResponse })
  @Refuses('note_not_found')
  redact(@Param() { id }: IdParam, @By() by: Actor): Promise<NoteResponse> {
    return this.service.redact(id, by);
  }
}
