import { Command } from 'nest-commander';
import { CliCommand } from './cli-command.js';
import { ConfigGetCommand } from './config-get.command.js';
import { ConfigSetCommand } from './config-set.command.js';
import { UsageError, type Answer } from './output.js';
import { SUMMARIES } from './summaries.js';

@Command({ ...SUMMARIES.config, subCommands: [ConfigGetCommand, ConfigSetCommand] })
export class ConfigCommand extends CliCommand {
  protected answer(): Promise<Answer> {
    throw new UsageError('Use config get, or config set key=value ...');
  }
}
