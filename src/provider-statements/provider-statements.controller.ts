import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentUser, Roles, type Caller } from '../auth/access.js';
import { alsoCsv, ApiJsonOrCsv, WantsCsv } from '../http/csv-list.js';
import { Refuses } from '../http/refuses.js';
import { returnsCsv, statementCsv } from './provider-statements.csv.js';
import {
  FormatQuery,
  ReturnsResponse,
  StatementQuery,
  StatementResponse,
} from './provider-statements.dto.js';
import { ProviderStatements } from './provider-statements.queries.js';

@ApiTags('Providers')
@ApiBearerAuth()
@Controller('providers')
export class StatementsController {
  constructor(private readonly statements: ProviderStatements) {}

  @Get(alsoCsv('statement'))
  @Roles('provider', 'staff')
  @ApiOperation({
    summary: "A provider's statement",
    description:
      'Opening balances, every movement of a period with the balances after it, and closing balances, from the ' +
      'journal. At most a year at once, and ten thousand movements; with `newest`, any number.',
  })
  @ApiJsonOrCsv(
    StatementResponse,
    'business_date,kind,reversal,loan,amount,commission,fund,wallet,lent,receivable\r\n2026-11-01,opening,,,,,0.00,0.00,0.00,0.00\r\n',
  )
  @Refuses('provider_not_found')
  async statement(
    @Query() query: StatementQuery,
    @WantsCsv() csv: boolean,
    @CurrentUser() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StatementResponse | string> {
    const statement = await this.statements.statement(query, caller);
    return csv ? asCsv(reply, 'statement', statementCsv(statement)) : statement;
  }

  @Get(alsoCsv('returns'))
  @Roles('provider', 'staff')
  @ApiOperation({
    summary: "A provider's returns",
    description:
      'The annual return of its money (XIRR), calculated three ways, each with its cash flows: on money in loans; ' +
      'the same with past-due loans counted as lost; and the latter on all money, including idle money. There is ' +
      'no result before 90 days of data.',
  })
  @ApiJsonOrCsv(ReturnsResponse, 'return,date,amount\r\nrealised,2026-11-23,-400.00\r\n')
  @Refuses('provider_not_found')
  async returns(
    @Query() { provider }: FormatQuery,
    @WantsCsv() csv: boolean,
    @CurrentUser() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReturnsResponse | string> {
    const returns = await this.statements.returns(provider, caller);
    return csv ? asCsv(reply, 'returns', returnsCsv(returns)) : returns;
  }
}

function asCsv(reply: FastifyReply, name: string, text: string): string {
  void reply.header('content-type', 'text/csv; charset=utf-8');
  void reply.header('content-disposition', `attachment; filename="${name}.csv"`);
  return text;
}
