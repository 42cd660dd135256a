import { Command } from 'nest-commander';
import { CliCommand } from './cli-command.js';
import { UsageError, type Answer } from './output.js';
import { SearchRebuildCommand } from './search-rebuild.command.js';
import { SUMMARIES } from './summaries.js';

@Command({ ...SUMMARIES.search, subCommands: [SearchRebuildCommand] })
export class SearchCommand extends CliCommand {
  protected answer(): Promise<Answer> {
    throw new UsageError('Use search rebuild.');
  }
}
