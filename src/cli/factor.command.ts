import { Command } from 'nest-commander';
import { CliCommand } from './cli-command.js';
import { FactorResetCommand } from './factor-reset.command.js';
import { UsageError, type Answer } from './output.js';
import { SUMMARIES } from './summaries.js';

@Command({ ...SUMMARIES.factor, subCommands: [FactorResetCommand] })
export class FactorCommand extends CliCommand {
  protected answer(): Promise<Answer> {
    throw new UsageError('Use factor reset USER.');
  }
}
