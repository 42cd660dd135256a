import { PickType } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { Command, Option } from 'nest-commander';
import { statementCsv } from '../provider-statements/provider-statements.csv.js';
import {
  StatementQuery,
  type MovementResponse,
  type StatementResponse,
} from '../provider-statements/provider-statements.dto.js';
import { ProviderStatements } from '../provider-statements/provider-statements.queries.js';
import { CliCommand } from './cli-command.js';
import { validated } from './input.js';
import { table, type Answer } from './output.js';
import { Platform } from './platform.js';
import { userIdOf } from './user-id.js';
import { SUMMARIES } from './summaries.js';

class StatementOptions extends PickType(StatementQuery, ['from', 'to']) {
  @IsString()
  @MaxLength(150)
  provider!: string;
}

interface Given {
  from?: string;
  to?: string;
  csv?: boolean;
}

@Command(SUMMARIES.statement)
export class StatementCommand extends CliCommand<Given> {
  constructor(private readonly platform: Platform) {
    super();
  }

  @Option({ flags: '--from <date>', description: 'first business date, YYYY-MM-DD' })
  from(value: string): string {
    return value;
  }

  @Option({ flags: '--to <date>', description: 'last business date, YYYY-MM-DD' })
  to(value: string): string {
    return value;
  }

  @Option({ flags: '--csv', description: 'as a file for spreadsheets' })
  csv(): boolean {
    return true;
  }

  protected async answer([provider = '']: string[], { csv, from, to }: Given): Promise<Answer> {
    const asked = await validated(StatementOptions, { provider, from, to });
    const statement = await this.platform.use(async (app) => {
      const id = await userIdOf(app, provider);
      const query = { ...asked, provider: id };
      // Whoever has the command line has the database, so it answers as to staff.
      return app.get(ProviderStatements).statement(query, { id, role: 'staff' });
    });
    return { json: statement, text: csv ? statementCsv(statement).trimEnd() : report(statement) };
  }
}

const HEADING = ['date', 'movement', 'loan', 'amount', 'commission', 'fund', 'wallet', 'lent', 'owed'];

function report({ from, to, currency, opening, movements, closing }: StatementResponse): string {
  const balances = ({ fund, wallet, lent, receivable }: StatementResponse['opening']) => [
    fund,
    wallet,
    lent,
    receivable,
  ];
  const toRow = (movement: MovementResponse) => [
    movement.business_date,
    `${movement.kind}${movement.reversal ? ', reversed' : ''}`,
    movement.loan?.slice(-12) ?? '',
    movement.amount,
    movement.commission ?? '',
    ...balances(movement.balances),
  ];
  const rows = [
    HEADING,
    [from, 'opening', '', '', '', ...balances(opening)],
    ...movements.map(toRow),
    [to, 'closing', '', '', '', ...balances(closing)],
  ];
  return `${table(rows, [3, 4, 5, 6, 7, 8])}\nAmounts in ${currency}.`;
}
