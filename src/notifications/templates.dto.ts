import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength } from 'class-validator';
import { LANGUAGES, type Language } from '../auth/languages.js';
import { TOPICS, type Topic } from '../bank-config/letter-topics.js';
import { LONGEST_BODY, LONGEST_SUBJECT } from './rendering.js';
import { DomainError } from '../runtime/problems.js';
import type { CurrentTemplate, RenderedExample, TemplateKey } from './templates.service.js';
import { CHANNELS, TOPIC_FACTS, type ChannelName } from './topics.js';

/** Which letters a template is for; `templateKey` says whether there are such. */
export class TemplateParams {
  @ApiProperty({ enum: TOPICS, example: 'receipt' })
  @IsString()
  topic!: string;

  @ApiProperty({ enum: CHANNELS, example: 'email' })
  @IsString()
  channel!: string;

  @ApiProperty({ enum: LANGUAGES, example: 'en' })
  @IsString()
  locale!: string;
}

/** Throws `template_not_found`. */
export function templateKey(wanted: TemplateParams): TemplateKey {
  const topic = TOPICS.find((name) => name === wanted.topic);
  const channel = CHANNELS.find((name) => name === wanted.channel);
  const locale = LANGUAGES.find((name) => name === wanted.locale);
  if (topic && channel && locale) return { topic, channel, locale };
  throw new DomainError('template_not_found', 'There are no letters of that topic, channel and language.');
}

export class ChangeTemplateDto {
  /**
   * Empty for text messages.
   * @example "Your payment of {{ amount | money: currency }}"
   */
  @IsString()
  @MaxLength(LONGEST_SUBJECT)
  @Matches(/^[^\r\n]*$/, { message: 'subject must be one line.' })
  subject!: string;

  /**
   * Liquid: values by name, `if`, `unless` and `case`, the filters `money`, `date`, `default`, `upcase`, `downcase`,
   * `capitalize` and `strip`. No loops, and nothing else of Liquid.
   * @example "Dear {{ name }},\n\nwe received {{ amount | money: currency }} on loan {{ loan }}. {{ link }}"
   */
  @IsString()
  @Matches(/\S/, { message: 'body must not be empty.' })
  @MaxLength(LONGEST_BODY)
  body!: string;
}

export class TemplateResponse {
  @ApiProperty({ enum: TOPICS, example: 'receipt' })
  topic!: Topic;
  @ApiProperty({ enum: CHANNELS, example: 'email' })
  channel!: ChannelName;
  @ApiProperty({ enum: LANGUAGES, example: 'en' })
  locale!: Language;
  /**
   * 0: the platform's own.
   * @example 0
   */
  version!: number;
  /** @example "Your payment of {{ amount | money: currency }}" */
  subject!: string;
  /** @example "Dear {{ name }},\n\nwe received {{ amount | money: currency }} on loan {{ loan }}. {{ link }}" */
  body!: string;
  /**
   * What it may say, by name.
   * @example ["name", "bank", "link", "amount", "currency", "date", "loan"]
   */
  values!: string[];
  /**
   * Who wrote it; null for the platform's own.
   * @example "0198c0de-3333-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  author!: string | null;
  /** @example "2026-11-23T10:00:00.000Z" */
  @ApiProperty({ type: String, nullable: true })
  created_at!: string | null;
}

export class TemplateListResponse {
  results!: TemplateResponse[];
}

/** What a template says of an example. */
export class TemplateExampleResponse {
  /**
   * Which kind of letter: a topic may have several.
   * @example "receipt"
   */
  example!: string;
  /** @example "Your payment of USD 87.50" */
  subject!: string;
  /** @example "Dear Amina,\n\nwe received USD 87.50 on loan 4821093755." */
  body!: string;
}

export class TemplateExamplesResponse {
  examples!: TemplateExampleResponse[];
}

export function toTemplateResponse({
  topic,
  channel,
  locale,
  version,
  subject,
  body,
  authorId,
  createdAt,
}: CurrentTemplate): TemplateResponse {
  return {
    topic,
    channel,
    locale,
    version,
    subject,
    body,
    values: Object.keys(Object.values(TOPIC_FACTS[topic].examples)[0] ?? {}),
    author: authorId,
    created_at: createdAt?.toISOString() ?? null,
  };
}

export function toExampleResponse({ example, subject, body }: RenderedExample): TemplateExampleResponse {
  return { example, subject, body };
}
