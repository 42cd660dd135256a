import { Inject, Injectable } from '@nestjs/common';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { newId } from '../runtime/ids.js';
import type { Handover } from './channel.js';
import { Channels } from './channels.service.js';

/** A letter that tells whoever set up the mail server that it works. */
@Injectable()
export class TestLetter {
  constructor(
    private readonly channels: Channels,
    private readonly bankConfig: BankConfigQueries,
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'mail'>,
  ) {}

  async send(to: string): Promise<Handover> {
    const { bankName } = await this.bankConfig.inForce();
    const id = newId();
    return this.channels.send('email', {
      id,
      to,
      from: bankName,
      subject: 'A test of the mail settings',
      body: 'This letter was sent from the command line to see whether letters arrive. There is nothing to do.',
      language: 'en',
      messageId: `<${id}@${this.config.mail.from.split('@')[1] ?? 'localhost'}>`,
      unsubscribeUrl: null,
    });
  }
}
