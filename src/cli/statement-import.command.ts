import { readFile } from 'node:fs/promises';
import { Command, Option } from 'nest-commander';
import { LineCrediting } from '../reconciliation/line-crediting.service.js';
import { StatementImport } from '../reconciliation/statement-import.service.js';
import { CliCommand } from './cli-command.js';
import { UsageError, type Answer } from './output.js';
import { Platform } from './platform.js';
import { SUMMARIES } from './summaries.js';

@Command(SUMMARIES.statementImport)
export class StatementImportCommand extends CliCommand<{ account?: string }> {
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

  protected async answer([path = '']: string[], { account }: { account?: string }): Promise<Answer> {
    const file = await readFile(path).catch((error: unknown) => {
      throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : 'unknown'}.`);
    });
    const { again, ...imported } = await this.platform.use(async (app) => {
      const answer = await app.get(StatementImport).import(file, account ?? null, null);
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
