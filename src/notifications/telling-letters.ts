import type { Language } from '../auth/languages.js';
import type { Topic } from '../bank-config/letter-topics.js';
import { renderLetter, TemplateFault, type RenderedLetter } from './rendering.js';
import { SECURITY } from './security-words.js';
import type { LetterValues } from './topics.js';
import type { TemplateText } from './version-zero.js';

/**
 * Fills in a template, as `renderLetter` does. A letter about the sign-in also has `event`, what happened in a few words,
 * and `details`, the sentences of the platform for it; and it always tells what happened: below a template that says the same
 * whatever it was, such as one that the bank wrote before there was such an event, come the sentences. Throws TemplateFault.
 */
export function renderTelling(
  { topic, locale }: { topic: Topic; locale: Language },
  text: TemplateText,
  values: LetterValues,
): RenderedLetter {
  if (topic !== 'security') return renderLetter(text, values, locale);
  const own = { subject: SECURITY.subject[locale], body: SECURITY.text[locale] };
  const { subject: event, body: details } = renderLetter(own, values, locale);
  const letter = renderLetter(text, { ...values, event, details }, locale);
  if (tells(letter, text, values, locale)) return letter;
  return { ...letter, body: `${letter.body}\n\n${details}` };
}

/** Whether it is another letter than one about nothing. */
function tells(
  { subject, body }: RenderedLetter,
  text: TemplateText,
  values: LetterValues,
  locale: Language,
): boolean {
  try {
    const nothing = renderLetter(text, { ...values, what: '', event: '', details: '' }, locale);
    return nothing.subject !== subject || nothing.body !== body;
  } catch (error) {
    // It says something that only this event has.
    if (error instanceof TemplateFault) return true;
    throw error;
  }
}
