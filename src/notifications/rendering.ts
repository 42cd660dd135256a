import { Liquid, LiquidError } from 'liquidjs';
import type { Language } from '../auth/languages.js';
import { speechOf } from '../documents/speech.js';
import type { LetterValues } from './topics.js';
import type { TemplateText } from './version-zero.js';

/** What can be said without loops and without building text from text: so a template is done in the time it takes to read. */
const TAGS = new Set(['if', 'unless', 'case', 'comment', 'raw', '#']);
/** Those that only change the case or take the place of nothing. */
const FILTERS = new Set(['default', 'upcase', 'downcase', 'capitalize', 'strip']);

/** Longer templates are refused, and longer letters too. */
export const LONGEST_BODY = 5000;
export const LONGEST_SUBJECT = 1000;
const MOST_PARTS = 500;
const LONGEST_MS = 200;

/** A template that cannot be read or rendered; the message says why and where. */
export class TemplateFault extends Error {}

/** A letter in its reader's language, as plain text. */
export interface RenderedLetter {
  subject: string;
  body: string;
}

/**
 * Fills in a template. Staff write templates, so only the values are within reach, a name or a filter that does not
 * exist is an error, and nothing in it can run long. Throws TemplateFault.
 */
export function renderLetter(
  { subject, body }: TemplateText,
  values: LetterValues,
  language: Language,
): RenderedLetter {
  const engine = engineOf(language);
  const render = (text: string) => {
    try {
      return engine.parseAndRenderSync(text, values, { templateLimit: MOST_PARTS }) as string;
    } catch (error) {
      throw new TemplateFault(faultOf(error), { cause: error });
    }
  };
  return {
    // A line break in a subject would begin another header.
    subject: render(subject).replaceAll(/\s+/g, ' ').trim(),
    body: render(body).replaceAll('\r\n', '\n').trim(),
  };
}

const engines = new Map<Language, Liquid>();

function engineOf(language: Language): Liquid {
  const known = engines.get(language);
  if (known) return known;
  const engine = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    // Nothing is included from anywhere.
    templates: {},
    parseLimit: LONGEST_BODY,
    renderLimit: LONGEST_MS,
    memoryLimit: 1e6,
  });
  keepOnly(engine.tags, TAGS);
  keepOnly(engine.filters, FILTERS);
  const speech = speechOf(language);
  engine.registerFilter('money', (amount: unknown, currency: unknown) => {
    if (typeof amount !== 'string' || !/^-?\d+(\.\d+)?$/.test(amount))
      throw new Error('money is for amounts');
    return speech.money(amount, String(currency));
  });
  engine.registerFilter('date', (date: unknown) => speech.date(String(date)));
  engines.set(language, engine);
  return engine;
}

function keepOnly(all: object, names: ReadonlySet<string>): void {
  for (const name of Object.keys(all)) if (!names.has(name)) Reflect.deleteProperty(all, name);
}

function faultOf(error: unknown): string {
  if (error instanceof LiquidError) return error.message;
  // Nesting deeper than the stack, or a value that is no amount or date.
  return error instanceof Error ? error.message : String(error);
}
