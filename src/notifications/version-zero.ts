import type { Language } from '../auth/languages.js';
import type { Topic } from '../bank-config/letter-topics.js';
import { GREETING, LETTERS, SEE } from './letter-words.js';
import type { ChannelName } from './topics.js';

/** What a letter says, before its values are filled in. */
export interface TemplateText {
  /** Of text messages: empty. */
  subject: string;
  body: string;
}

/** The template that holds until the bank writes its own. */
export function versionZero(topic: Topic, channel: ChannelName, locale: Language): TemplateText {
  const { subject, text } = LETTERS[topic];
  if (channel === 'sms') {
    const link = topic === 'security' ? ' {{ link }}' : '';
    return { subject: '', body: `{{ bank }}: ${text[locale]}${link}` };
  }
  return {
    subject: subject[locale],
    body: [GREETING[locale], text[locale], SEE[locale], '{{ bank }}'].join('\n\n'),
  };
}
