import { SubCommand } from 'nest-commander';
import { TestLetter } from '../notifications/test-letter.service.js';
import { CliCommand } from './cli-command.js';
import { UsageError, type Answer } from './output.js';
import { Platform } from './platform.js';

@SubCommand({
  name: 'test',
  arguments: '<address>',
  argsDescription: { address: 'where a letter is sent to' },
  description: 'Send a letter by the settings, and say what the server said.',
})
export class MailTestCommand extends CliCommand {
  constructor(private readonly platform: Platform) {
    super();
  }

  protected async answer([address = '']: string[]): Promise<Answer> {
    if (!/^[^\s@<>]+@[^\s@<>]+$/.test(address)) {
      throw new UsageError(`"${address}" is not an address such as mei@example.org.`);
    }
    const handover = await this.platform.use((app) => app.get(TestLetter).send(address));
    if (handover.outcome !== 'sent') {
      const { outcome, detail } = handover;
      return { json: { outcome, detail }, text: `The server did not take it: ${detail}`, negative: true };
    }
    const text =
      handover.by === 'log'
        ? 'Letters go to the log: SMTP_URL is not set, or this is a sandbox without MAIL_ONLY_TO.'
        : 'The server took it. Look whether it arrives, and in which folder.';
    return { json: handover, text, negative: handover.by === 'log' };
  }
}
