import { Command } from 'nest-commander';
import { CliCommand } from './cli-command.js';
import { UsageError, type Answer } from './output.js';
import { SUMMARIES } from './summaries.js';
import { WebhookReplayCommand } from './webhook-replay.command.js';

@Command({ ...SUMMARIES.webhook, subCommands: [WebhookReplayCommand] })
export class WebhookCommand extends CliCommand {
  protected answer(): Promise<Answer> {
    throw new UsageError('Use webhook replay.');
  }
}
