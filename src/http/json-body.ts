import { parse } from 'lossless-json';
import { DomainError } from '../runtime/problems.js';

/** No real request comes near these limits; anything beyond them costs a parser and a validator too much. */
const DEEPEST = 20;
const LONGEST_LIST = 1000;
/** For an object inside the body; of the body itself all unknown fields are counted. */
const MOST_INNER_FIELDS = 100;
const LONGEST_REASON = 200;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a JSON body and keeps the spelling of numbers: a number that JavaScript would write differently (`1e3`,
 * `100.10`, more digits than a double holds) stays text, so that money is judged as it was sent. Throws
 * `malformed_request` for a body that is not a JSON object in UTF-8, is nested too deep, has a list or inner object
 * that is too long, holds half a surrogate pair or a NUL, or repeats a field.
 */
export function parseJsonBody(body: Buffer): unknown {
  const text = bodyText(body);
  if (text.trim() === '') return undefined;
  const { depth, fields } = shapeOf(text);
  if (depth > DEEPEST) throw malformed(`is nested more than ${String(DEEPEST)} deep`);
  let value: unknown;
  try {
    value = parse(text, undefined, { parseNumber: keepAsWritten });
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'not JSON';
    throw malformed(`is not valid JSON: ${shortened(reason)}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformed('is not a JSON object');
  }
  const found = faultsWithin(value, 0);
  if (found.fault !== null) throw malformed(found.fault);
  // The parser accepts a repeated field that has the same value.
  if (found.fields !== fields) throw malformed('repeats a field');
  return value;
}

/** The refusal of a body that cannot be read. */
export function malformed(fault: string): DomainError {
  return new DomainError('malformed_request', `The body ${fault}.`);
}

/** Throws `malformed_request` for a body that is not UTF-8. */
export function bodyText(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw malformed('is not text in UTF-8');
  }
}

/** The depth of the brackets and the number of fields, in one pass and without a stack. */
function shapeOf(text: string): { depth: number; fields: number } {
  let depth = 0;
  let deepest = 0;
  let fields = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (inText) {
      if (char === '\\') at++;
      else if (char === '"') inText = false;
    } else if (char === '"') inText = true;
    else if (char === '{' || char === '[') deepest = Math.max(deepest, ++depth);
    else if (char === '}' || char === ']') depth--;
    else if (char === ':') fields++;
  }
  return { depth: deepest, fields };
}

function keepAsWritten(number: string): number | string {
  return String(Number(number)) === number ? Number(number) : number;
}

/** Half of a surrogate pair, which only an escape can write. */
const NOT_UNICODE = /\p{Surrogate}/u;

/** Finds what neither a column nor a validator can take, and fields that the mapping to a DTO would silently drop. */
function faultsWithin(value: unknown, depth: number): { fault: string | null; fields: number } {
  if (typeof value === 'string') return { fault: faultOfText(value), fields: 0 };
  if (typeof value !== 'object' || value === null) return { fault: null, fields: 0 };
  const entries = Object.entries(value);
  if (Array.isArray(value)) {
    if (entries.length > LONGEST_LIST) {
      return { fault: `has a list of more than ${String(LONGEST_LIST)} values`, fields: 0 };
    }
  } else if (depth > 0 && entries.length > MOST_INNER_FIELDS) {
    return { fault: `has an object of more than ${String(MOST_INNER_FIELDS)} fields inside`, fields: 0 };
  }
  let fields = 0;
  for (const [name, inner] of entries) {
    if (!Array.isArray(value)) {
      fields++;
      if (name in Object.prototype) {
        return { fault: `has the forbidden field ${JSON.stringify(name)}`, fields };
      }
      const fault = faultOfText(name);
      if (fault !== null) return { fault, fields };
    }
    const within = faultsWithin(inner, depth + 1);
    if (within.fault !== null) return within;
    fields += within.fields;
  }
  return { fault: null, fields };
}

/** Finds text that no column can take. */
export function faultOfText(text: string): string | null {
  if (NOT_UNICODE.test(text)) return 'has text that is not Unicode';
  return text.includes('\0') ? 'has text with a NUL character' : null;
}

function shortened(text: string): string {
  return text.length <= LONGEST_REASON ? text : `${text.slice(0, LONGEST_REASON).toWellFormed()} …`;
}
