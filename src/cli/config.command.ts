import { Command } from 'nest-commander';
import { CliCommand } from './cli-command.js';
import { ConfigGetCommand } from './config-get.command.js';
import { ConfigSetCommand } from './config-set.command.js';
import { UsageError, type Answer } from './output.js';

@Command({
  name: 'config',
  description: 'Show or change the terms of new loans (the bank configuration).',
  subCommands: [ConfigGetCommand, ConfigSetCommand],
})
export class ConfigCommand extends CliCommand {
  protected answer(): Promise<Answer> {
    throw new UsageError('Use config get, or config set key=value ...');
  }
}
