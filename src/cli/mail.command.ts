import { Command } from 'nest-commander';
import { CliCommand } from './cli-command.js';
import { MailTestCommand } from './mail-test.command.js';
import { UsageError, type Answer } from './output.js';
import { SUMMARIES } from './summaries.js';

@Command({ ...SUMMARIES.mail, subCommands: [MailTestCommand] })
export class MailCommand extends CliCommand {
  protected answer(): Promise<Answer> {
    throw new UsageError('Use mail test ADDRESS.');
  }
}
