import { Inject, Injectable, Logger } from '@nestjs/common';
import { OneTimeCodes } from '../auth/one-time-codes.service.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import type { Leased } from '../commands/leased-work.js';
import { APP_CONFIG, type AppConfig } from '../config.js';
import type { Tx } from '../database/transactions.js';
import type { OutgoingLetter } from './channel.js';
import { factsOf } from './letter-facts.js';
import { LetterLinks } from './letter-links.js';
import { readerOf, type LetterReader } from './letter-readers.js';
import { LetterTable, type Written } from './letter-table.js';
import { TURN_OFF, YOUR_BANK } from './letter-words.js';
import type { Facts } from './loan-facts.js';
import { loudFrom } from './quiet-hours.js';
import { hasCode, type Notification, type Reason } from './notification.entity.js';
import { TemplateFault, type RenderedLetter } from './rendering.js';
import { renderTelling } from './telling-letters.js';
import { Templates, type CurrentTemplate } from './templates.service.js';
import { isRequired, TOPIC_FACTS, type LetterValues } from './topics.js';
import { versionZero } from './version-zero.js';

/** Stands for a code in what is kept. No letters: it stays the same in capitals. */
const MASK = '________';

/** Letters whose reader chooses another password if somebody else did what they tell of. */
const ASK_FOR_PASSWORD = new Set([
  'password_changed',
  'email_left',
  'factor_added',
  'factor_removed',
  'factor_off',
  'recovery_code_used',
]);

type Settings = Pick<AppConfig, 'mail'>;

/** Writes letters, each right before it is sent. */
@Injectable()
export class LetterDesk {
  private readonly logger = new Logger(LetterDesk.name);
  private readonly domain: string;

  constructor(
    private readonly table: LetterTable,
    private readonly templates: Templates,
    private readonly bankConfig: BankConfigQueries,
    private readonly codes: OneTimeCodes,
    private readonly links: LetterLinks,
    @Inject(APP_CONFIG) { mail }: Settings,
  ) {
    this.domain = mail.from.split('@')[1] ?? 'localhost';
  }

  /**
   * A letter that a worker holds, written by the facts of this moment and kept as it is written; null when it is not to be
   * sent (any more, or now). One that may have been sent is the same as before.
   */
  async write(
    tx: Tx,
    leased: Leased,
    now: Date,
  ): Promise<(OutgoingLetter & Pick<Notification, 'channel'>) | null> {
    const letter = await this.table.held(tx, leased);
    if (!letter) return null;
    const bank = await this.bankConfig.inForce(tx);
    if (letter.state === 'sending') {
      return (await this.table.repeating(tx, leased))
        ? this.outgoing(letter, letterAsKept(letter), bank)
        : null;
    }
    const until = isHeld(letter) ? loudFrom(now, bank.timeZone) : null;
    if (until !== null) {
      await this.table.holdUntil(tx, leased, until);
      return null;
    }
    const reader = await readerOf(tx, letter, bank);
    if ('suppressed' in reader) return this.leave(tx, leased, reader.suppressed);
    const facts: Facts = isOver(letter, now) ? { suppressed: 'over' } : await factsOf(tx, letter);
    if ('suppressed' in facts) return this.leave(tx, leased, facts.suppressed);
    const values = { ...this.common(letter, reader, bank), ...facts.values };
    const template = await this.templates.inForce(tx, {
      topic: letter.topic,
      channel: letter.channel,
      locale: reader.language,
    });
    const written = this.fill(letter, { reader, template, values, bank });
    return (await this.table.sending(tx, leased, written)) ? this.outgoing(letter, written, bank) : null;
  }

  private async leave(tx: Tx, leased: Leased, reason: Reason): Promise<null> {
    await this.table.suppressed(tx, leased, reason);
    return null;
  }

  private common(letter: Notification, reader: LetterReader, bank: BankConfiguration): LetterValues {
    const { username, firstName, language } = reader;
    return {
      name: firstName === '' ? username : firstName,
      bank: bank.bankName === '' ? YOUR_BANK[language] : bank.bankName,
      ...(letter.topic === 'security' && { what: letter.happened, username }),
      ...(hasCode(letter)
        ? { hours: String(letter.data.hours), link: this.links.choosePassword(username, MASK) }
        : { link: this.linkOf(letter, reader) }),
    };
  }

  /** Whoever did not do what the letter tells of needs another password. */
  private linkOf({ topic, happened, loanId, data }: Notification, { role }: LetterReader): string {
    if (topic === 'approval') return this.links.toDecide(data);
    return ASK_FOR_PASSWORD.has(happened) ? this.links.forgotten() : this.links.to(loanId, role);
  }

  private fill(
    letter: Notification,
    { reader: { address, language }, template, values, bank }: Filling,
  ): Written {
    const { text, version } = this.render(template, values);
    const isOptional = !isRequired(letter.topic, letter.channel, bank);
    const below = [
      ...(isOptional ? [TURN_OFF[language].replace('{url}', this.links.turnOffPage(letter))] : []),
      bank.letterFooter,
    ];
    // A text message has no room.
    const parts = letter.channel === 'email' ? [text.body, ...below] : [text.body];
    return {
      locale: language,
      templateVersion: version,
      address,
      subject: text.subject,
      body: parts.filter((part) => part !== '').join('\n\n'),
      messageId: `<${letter.id}@${this.domain}>`,
    };
  }

  /** A template that renders with every example may still not render with these values: then version 0 does. */
  private render(template: CurrentTemplate, values: LetterValues): { text: RenderedLetter; version: number } {
    const { topic, channel, locale, version } = template;
    try {
      return { text: renderTelling(template, template, values), version };
    } catch (error) {
      if (!(error instanceof TemplateFault) || version === 0) throw error;
      this.logger.error({
        msg: 'a template does not render',
        topic,
        channel,
        locale,
        version,
        fault: error.message,
      });
      return { text: renderTelling(template, versionZero(topic, channel, locale), values), version: 0 };
    }
  }

  private outgoing(
    letter: Notification,
    { locale, address, subject, body, messageId }: Written,
    bank: BankConfiguration,
  ): OutgoingLetter & Pick<Notification, 'channel'> {
    const { id, topic, channel } = letter;
    return {
      id,
      channel,
      to: address,
      from: bank.bankName,
      subject,
      // The code is in the letter alone, and the same each time it is made.
      body: hasCode(letter) ? body.replaceAll(MASK, this.codes.mailed(String(letter.data.code))) : body,
      language: locale,
      messageId,
      unsubscribeUrl: isRequired(topic, channel, bank) ? null : this.links.turnOff(letter),
    };
  }
}

/** What a letter is written from. */
interface Filling {
  reader: LetterReader;
  template: CurrentTemplate;
  values: LetterValues;
  bank: BankConfiguration;
}

/** Text messages wait for the morning, unless somebody waits for them. */
function isHeld({ channel, topic }: Notification): boolean {
  return channel === 'sms' && !TOPIC_FACTS[topic].isUrgent;
}

/** A letter whose code has run out. */
function isOver({ data }: Notification, now: Date): boolean {
  return typeof data.expires_at === 'string' && new Date(data.expires_at) <= now;
}

function letterAsKept({
  id,
  locale,
  templateVersion,
  address,
  subject,
  body,
  messageId,
}: Notification): Written {
  if (locale === null || templateVersion === null || address === null || messageId === null) {
    throw new Error(`letter ${id} was being sent, and was never written`);
  }
  return { locale, templateVersion, address, subject: subject ?? '', body: body ?? '', messageId };
}
