import { Body, Controller, Get, Param, Patch, Put, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, CurrentUser, Roles, type Caller } from '../auth/access.js';
import { Context, MovesMoney } from '../commands/command-context.js';
import type { CommandAnswer, CommandContext } from '../commands/money-commands.js';
import type { Actor } from '../http/audit-log.js';
import { BodyExample } from '../http/body-example.js';
import { IdParam } from '../http/id-param.js';
import { ListUrl } from '../http/links.js';
import { Refuses } from '../http/refuses.js';
import {
  BankAccountListResponse,
  BankAccountResponse,
  BankAccountsQuery,
  ChangeBankAccountDto,
  OpenBankAccountDto,
} from './bank-accounts.dto.js';
import { BankAccountChanges } from './bank-account-changes.service.js';
import { BankAccountsService } from './bank-accounts.service.js';
import { CsvFormatDto } from './csv-format.dto.js';
import { CsvFormats } from './csv-formats.service.js';
import { StatementQueries } from './statements.queries.js';

@ApiTags('Bank accounts')
@ApiBearerAuth()
@Controller('bank_accounts')
export class BankAccountsController {
  constructor(
    private readonly service: BankAccountsService,
    private readonly queries: StatementQueries,
    private readonly formats: CsvFormats,
    private readonly changes: BankAccountChanges,
  ) {}

  @Post()
  @Roles('staff')
  @ApiOperation({
    summary: 'Open a bank account',
    description:
      "An account of the bank's own at another bank, in the bank's currency, whose statements will be read. What lies " +
      'there moves in the books from the till to the account. From the first account on, only staff enter payments and ' +
      'deposits without an instrument, unless the bank configuration says otherwise.',
  })
  @ApiCreatedResponse({ type: BankAccountResponse })
  @MovesMoney()
  @Refuses('bank_account_exists')
  open(
    @Body() body: OpenBankAccountDto,
    @CurrentUser() caller: Caller,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer<BankAccountResponse>> {
    return this.service.open({ ...body, staffId: caller.id }, context);
  }

  @Get()
  @Roles('staff')
  @ApiOperation({
    summary: 'List bank accounts',
    description: 'The bank’s own accounts at other banks, newest first.',
  })
  list(@Query() query: BankAccountsQuery, @ListUrl() url: string): Promise<BankAccountListResponse> {
    return this.queries.accounts(query, url);
  }

  @Patch(':id')
  @Roles('staff')
  @ApiOperation({
    summary: 'Change a bank account',
    description:
      'What it is called, and which gateways pay out to it: from then on their transfers settle by the lines of its ' +
      'statements. Open lines that are payouts of a gateway that is new here are explained by themselves; what it had ' +
      'settled into cash is then money between till and bank. What is left out stays.',
  })
  @BodyExample(ChangeBankAccountDto, { name: 'Current account' })
  @ApiOkResponse({ type: BankAccountResponse })
  @Refuses('bank_account_not_found')
  change(
    @Param() { id }: IdParam,
    @Body() body: ChangeBankAccountDto,
    @By() by: Actor,
  ): Promise<BankAccountResponse> {
    return this.changes.change(id, body, by);
  }

  @Put(':id/csv_format')
  @Roles('staff')
  @ApiOperation({
    summary: 'Say how the CSV files of a bank account are read',
    description:
      'Which column says what, how dates and amounts are written. Files sent as `text/csv` to `bank_statements` are then ' +
      'read so. What was read before stays as it is.',
  })
  @ApiOkResponse({ type: BankAccountResponse })
  @Refuses('bank_account_not_found')
  setCsvFormat(
    @Param() { id }: IdParam,
    @Body() body: CsvFormatDto,
    @By() by: Actor,
  ): Promise<BankAccountResponse> {
    return this.formats.set(id, body, by);
  }
}
