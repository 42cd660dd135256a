import { readFile } from 'node:fs/promises';
import { Command, Option } from 'nest-commander';
import { LineCrediting } from '../reconciliation/line-crediting.service.js';
import { StatementImport } from '../reconciliation/statement-import.service.js';
import { CliCommand } from './cli-command.js';
import { UsageError, type Answer } from './output.js';
import { Platform } from './platform.js';
import { SUMMARIES } from './summaries.js';

interface Options {
  account?: string;
  csv?: boolean;
}

@Command(SUMMARIES.statementImport)
export class StatementImportCommand extends CliCommand<Options> {
  constructor(private readonly platform: Platform) {
    super();
  }

  @Option({
    flags: '--account <number>',
    description: 'number or id of the bank account; by default the one that the file names',
  })
  account(value: string): string {
    return value;
  }

  @Option({
    flags: '--csv',
    description: 'it is CSV as the account says (csv_format), as files are whose name ends so',
  })
  isCsv(): boolean {
    return true;
  }

  protected async answer([path = '']: string[], { account, csv }: Options): Promise<Answer> {
    const file = await readFile(path).catch((error: unknown) => {
      throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : 'unknown'}.`);
    });
    const from = { account: account ?? null, isCsv: csv ?? /\.csv$/i.test(path) };
    const { again, ...imported } = await this.platform.use(async (app) => {
      const answer = await app.get(StatementImport).import(file, from, null);
      await app.get(LineCrediting).workOff();
      return answer;
    });
    const counts = Object.entries(imported).map(([what, count]) => `${String(count)} ${what}`);
    return {
      json: { ...imported, again },
      text: again ? 'The file had been read before: nothing is new.' : `${counts.join(', ')}.`,
    };
  }
}
