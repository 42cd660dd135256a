import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { Context, MovesMoney } from '../commands/command-context.js';
import type { CommandAnswer, CommandContext } from '../commands/money-commands.js';
import { ListUrl } from '../http/links.js';
import { Refuses } from '../http/refuses.js';
import {
  BankAccountListResponse,
  BankAccountResponse,
  BankAccountsQuery,
  OpenBankAccountDto,
} from './bank-accounts.dto.js';
import { BankAccountsService } from './bank-accounts.service.js';
import { StatementQueries } from './statements.queries.js';

@ApiTags('Bank accounts')
@ApiBearerAuth()
@Controller('bank_accounts')
export class BankAccountsController {
  constructor(
    private readonly service: BankAccountsService,
    private readonly queries: StatementQueries,
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
}
