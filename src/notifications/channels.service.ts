import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../config.js';
import type { Channel, Handover, OutgoingLetter } from './channel.js';
import { LogChannel } from './log-channel.js';
import { MailChannel } from './mail-channel.js';
import { SmsChannel } from './sms-channel.js';
import type { ChannelName } from './topics.js';

type Settings = Pick<AppConfig, 'mail' | 'sandbox' | 'production'>;

/** The ways out, by the settings. A sandbox writes to nobody: its clock may be a year ahead. */
@Injectable()
export class Channels implements OnModuleDestroy {
  private readonly logger = new Logger('Letters');
  private readonly channels: Readonly<Record<ChannelName, Channel>>;

  constructor(@Inject(APP_CONFIG) { mail, sandbox, production }: Settings) {
    const log = new LogChannel(this.logger, !production);
    const { smtpUrl, smsUrl, from, onlyTo } = mail;
    const isMailSent = smtpUrl !== null && (!sandbox || onlyTo !== null);
    this.channels = {
      email: isMailSent ? new MailChannel({ smtpUrl, from, onlyTo }) : log,
      // MAIL_ONLY_TO means that nobody else is to be written to.
      sms: smsUrl !== null && !sandbox && onlyTo === null ? new SmsChannel(smsUrl) : log,
    };
  }

  send(channel: ChannelName, letter: OutgoingLetter): Promise<Handover> {
    return this.channels[channel].send(letter);
  }

  onModuleDestroy(): void {
    for (const channel of Object.values(this.channels)) channel.close();
  }
}
