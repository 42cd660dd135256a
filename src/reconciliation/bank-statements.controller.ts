import { Body, Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { CommandAnswer } from '../commands/money-commands.js';
import { alsoCsv, CsvList } from '../http/csv-list.js';
import { IdParam } from '../http/id-param.js';
import { ListUrl } from '../http/links.js';
import { Refuses } from '../http/refuses.js';
import { DomainError } from '../runtime/problems.js';
import { StatementImport } from './statement-import.service.js';
import {
  BankStatementListResponse,
  BankStatementResponse,
  ImportedResponse,
  ImportQuery,
  StatementLineListResponse,
  StatementLineResponse,
  StatementLinesQuery,
  StatementsQuery,
} from './statements.dto.js';
import { STATEMENT_EXAMPLE } from './statement-example.js';
import { StatementQueries } from './statements.queries.js';

const CSV = /^text\/csv\b/i;

@ApiTags('Bank accounts')
@ApiBearerAuth()
@Controller('bank_statements')
export class BankStatementsController {
  constructor(
    private readonly service: StatementImport,
    private readonly queries: StatementQueries,
  ) {}

  @Post()
  @Roles('staff')
  @ApiOperation({
    summary: 'Import bank statements',
    description:
      'A file of one account as the bank gives it: ISO 20022 camt.053 or camt.054 (XML, versions 001.02 to 001.13) or ' +
      'MT940, or CSV as its account says (`csv_format`), at most 5 MB. Its opening balance and lines must make its closing balance, and continue what was read before. Each line ' +
      'is booked at once, against money not identified; lines that name one of our references or numbers are then ' +
      'credited by themselves. Files may overlap: what was read before is left out, also ' +
      'what a notification (camt.054) has told before its statement. The same file again answers 200.',
  })
  // Swagger UI shows the example of a text; of XML it shows one that it makes up.
  @ApiConsumes('text/plain', 'text/xml', 'text/csv')
  @ApiBody({ schema: { type: 'string', example: STATEMENT_EXAMPLE } })
  @ApiCreatedResponse({ type: ImportedResponse })
  @ApiOkResponse({ description: 'The file had been read before: nothing is new.', type: ImportedResponse })
  @Refuses(
    'bank_account_not_found',
    'statement_not_readable',
    'statement_account_unknown',
    'statement_currency',
    'statement_gap',
    'body_too_large',
    'unsupported_media_type',
  )
  async import(
    @Query() { account }: ImportQuery,
    @Headers('content-type') type: string | undefined,
    @Body() file: unknown,
    @CurrentUser() caller: Caller,
  ): Promise<CommandAnswer<ImportedResponse>> {
    if (!Buffer.isBuffer(file)) {
      throw new DomainError(
        'unsupported_media_type',
        'Send the file as it is, as text/xml, text/plain or text/csv.',
      );
    }
    const from = { account: account ?? null, isCsv: CSV.test(type ?? '') };
    const { again, ...imported } = await this.service.import(file, from, caller.id);
    return new CommandAnswer(again ? 200 : 201, imported, false);
  }

  @Get()
  @Roles('staff')
  @ApiOperation({ summary: 'List bank statements', description: 'Those that were imported, newest first.' })
  list(@Query() query: StatementsQuery, @ListUrl() url: string): Promise<BankStatementListResponse> {
    return this.queries.statements(query, url);
  }

  @Get(':id')
  @Roles('staff')
  @ApiOperation({
    summary: 'Show a bank statement',
    description: 'Its balances, and how many of its lines are open.',
  })
  @Refuses('bank_statement_not_found')
  statement(@Param() { id }: IdParam): Promise<BankStatementResponse> {
    return this.queries.statement(id);
  }

  @Get(alsoCsv(':id/lines'))
  @Roles('staff')
  @ApiOperation({
    summary: 'List the lines of a bank statement',
    description: 'Those that it brought, the last one first; `state=open` are those to be explained.',
  })
  @CsvList('statement-lines', StatementLineResponse, StatementLineListResponse)
  @Refuses('bank_statement_not_found')
  lines(
    @Param() { id }: IdParam,
    @Query() query: StatementLinesQuery,
    @ListUrl() url: string,
  ): Promise<StatementLineListResponse> {
    return this.queries.lines(id, query, url);
  }
}
