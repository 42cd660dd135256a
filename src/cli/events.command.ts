import { Command } from 'nest-commander';
import { CliCommand } from './cli-command.js';
import { EventsTailCommand } from './events-tail.command.js';
import { UsageError, type Answer } from './output.js';
import { SUMMARIES } from './summaries.js';

@Command({ ...SUMMARIES.events, subCommands: [EventsTailCommand] })
export class EventsCommand extends CliCommand {
  protected answer(): Promise<Answer> {
    throw new UsageError('Use events tail.');
  }
}
