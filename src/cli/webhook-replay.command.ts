import { Option, SubCommand } from 'nest-commander';
import { isUUID } from 'class-validator';
import { WebhookReplays } from '../webhooks/webhook-replays.service.js';
import { atTheServer } from './actor.js';
import { CliCommand } from './cli-command.js';
import { UsageError, type Answer } from './output.js';
import { Platform } from './platform.js';

@SubCommand({
  name: 'replay',
  arguments: '<endpoint> <from> <to>',
  argsDescription: { endpoint: 'its id', from: 'the first number', to: 'the last number' },
  description: 'Send the events between two numbers to an endpoint again; a running server sends them.',
})
export class WebhookReplayCommand extends CliCommand<{ onlyFailed?: boolean }> {
  constructor(private readonly platform: Platform) {
    super();
  }

  @Option({ flags: '--only-failed', description: 'only what was not delivered' })
  onlyFailed(): boolean {
    return true;
  }

  protected answer(
    [endpoint = '', from = '', to = '']: string[],
    { onlyFailed = false }: { onlyFailed?: boolean },
  ): Promise<Answer> {
    if (!isUUID(endpoint)) throw new UsageError('The endpoint must be an id.');
    const range = { from_seq: numberIn(from), to_seq: numberIn(to), only_failed: onlyFailed };
    return this.platform.use(async (app) => {
      // Whoever is at the server may do what an admin may.
      const admin = { id: '', role: 'admin' as const };
      const deliveries = await app.get(WebhookReplays).replay(endpoint, range, admin, atTheServer());
      return { json: { deliveries }, text: `${String(deliveries)} events are sent again.` };
    });
  }
}

function numberIn(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new UsageError(`${text} is no number of an event.`);
  return Number.parseInt(text, 10);
}
