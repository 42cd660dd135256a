import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/access.js';
import { LANGUAGES, type Language } from '../auth/languages.js';
import { TOPICS, type Topic } from '../bank-config/letter-topics.js';
import { Clock } from '../database/clock.js';
import { rowsOf, type Reader } from '../database/entity-columns.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { DomainError } from '../runtime/problems.js';
import { NotificationTemplate } from './notification-template.entity.js';
import { TemplateFault, type RenderedLetter } from './rendering.js';
import { renderTelling } from './telling-letters.js';
import { CHANNELS, TOPIC_FACTS, type ChannelName } from './topics.js';
import { versionZero, type TemplateText } from './version-zero.js';

/** Which letters a template is for. */
export interface TemplateKey {
  topic: Topic;
  channel: ChannelName;
  locale: Language;
}

/** A template that holds; version 0, which the code has, is nobody's. */
export interface CurrentTemplate extends TemplateKey, TemplateText {
  version: number;
  authorId: string | null;
  createdAt: Date | null;
}

/** What a template says of one example. */
export interface RenderedExample extends RenderedLetter {
  example: string;
}

const latest = rowsOf(
  NotificationTemplate,
  't',
  'WHERE t.topic = $1 AND t.channel = $2 AND t.locale = $3 ORDER BY t.version DESC LIMIT 1',
);
const allLatest = rowsOf(
  NotificationTemplate,
  't',
  `WHERE t.version = (SELECT max(v.version) FROM notification_templates v
     WHERE v.topic = t.topic AND v.channel = t.channel AND v.locale = t.locale)`,
);

/** What letters say. The bank changes it; each change is a version, and the highest holds. */
@Injectable()
export class Templates {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  /** The template that holds for letters of a kind. */
  async inForce(db: Reader, key: TemplateKey): Promise<CurrentTemplate> {
    const [row] = await latest(db, key.topic, key.channel, key.locale);
    return row ?? { ...ofCode(key), ...key };
  }

  /** All templates that hold. */
  async all(db: Reader): Promise<CurrentTemplate[]> {
    const written = new Map((await allLatest(db)).map((row) => [nameOf(row), row]));
    return TOPICS.flatMap((topic) =>
      CHANNELS.flatMap((channel) =>
        LANGUAGES.map((locale) => {
          const key = { topic, channel, locale };
          return written.get(nameOf(key)) ?? { ...ofCode(key), ...key };
        }),
      ),
    );
  }

  /** What a template says of each example. Throws `template_does_not_render`. */
  render({ topic, locale }: TemplateKey, text: TemplateText): RenderedExample[] {
    return Object.entries(TOPIC_FACTS[topic].examples).map(([example, values]) => {
      try {
        return { example, ...renderTelling({ topic, locale }, text, values) };
      } catch (error) {
        if (!(error instanceof TemplateFault)) throw error;
        throw new DomainError('template_does_not_render', `For the example "${example}": ${error.message}.`, {
          example,
        });
      }
    });
  }

  /** Appends a version, once it renders with every example. Throws `template_does_not_render`. */
  async save(key: TemplateKey, text: TemplateText, caller: Caller, by: Actor): Promise<CurrentTemplate> {
    this.render(key, text);
    const { before, template } = await this.transactions.run(async (tx) => {
      await lockTemplate(tx, key);
      const held = await this.inForce(tx, key);
      const row = {
        ...key,
        ...text,
        version: held.version + 1,
        authorId: caller.id,
        createdAt: this.clock.now(),
      };
      await tx.insert(NotificationTemplate, row);
      return { before: held, template: row };
    });
    this.audit.record({
      action: 'template.change',
      by,
      on: { type: 'notification_template', id: nameOf(key) },
      before: { version: before.version, subject: before.subject, body: before.body },
      after: { version: template.version, ...text },
    });
    return template;
  }
}

/** Two that change one template take turns: each appends to what the other has written. */
async function lockTemplate(tx: Tx, key: TemplateKey): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`template ${nameOf(key)}`]);
}

const nameOf = ({ topic, channel, locale }: TemplateKey): string => `${topic}/${channel}/${locale}`;

function ofCode({
  topic,
  channel,
  locale,
}: TemplateKey): TemplateText & Pick<CurrentTemplate, 'version' | 'authorId' | 'createdAt'> {
  return { ...versionZero(topic, channel, locale), version: 0, authorId: null, createdAt: null };
}
