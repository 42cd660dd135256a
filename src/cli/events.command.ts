import { Command } from 'nest-commander';
import { CliCommand } from './cli-command.js';
import { EventsArchiveCommand } from './events-archive.command.js';
import { EventsRestoreCommand } from './events-restore.command.js';
import { EventsTailCommand } from './events-tail.command.js';
import { UsageError, type Answer } from './output.js';
import { SUMMARIES } from './summaries.js';

@Command({
  ...SUMMARIES.events,
  subCommands: [EventsTailCommand, EventsArchiveCommand, EventsRestoreCommand],
})
export class EventsCommand extends CliCommand {
  protected answer(): Promise<Answer> {
    throw new UsageError('Use events tail, events archive or events restore.');
  }
}
