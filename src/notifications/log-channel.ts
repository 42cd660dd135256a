import type { Logger } from '@nestjs/common';
import type { Channel, Handover, OutgoingLetter } from './channel.js';

/**
 * Writes letters to the log, where nobody is to get any: so that a demo shows them without a server. In production only
 * that there was one: letters have links that let their reader in.
 */
export class LogChannel implements Channel {
  constructor(
    private readonly logger: Logger,
    private readonly showsText: boolean,
  ) {}

  send({ id, to, subject, body }: OutgoingLetter): Promise<Handover> {
    const text = this.showsText ? { to, subject, body } : {};
    this.logger.log({ msg: 'a letter, which nobody gets', letter: id, ...text });
    return Promise.resolve({ outcome: 'sent', by: 'log' });
  }

  close(): void {
    // Nothing is open.
  }
}
