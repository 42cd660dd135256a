import { parse } from 'lossless-json';
import { DomainError } from './problems.js';

/**
 * Reads a JSON body without losing what a number looked like: one that JavaScript would write differently
 * (`1e3`, `100.10`, more digits than a double holds) stays text, so that money is judged as it was sent.
 * Throws `malformed_request` for what is not a JSON object and for a field that stands twice.
 */
export function parseJsonBody(body: Buffer): unknown {
  const text = body.toString('utf8');
  if (text.trim() === '') return undefined;
  let value: unknown;
  try {
    value = parse(text, undefined, { parseNumber: keepAsWritten });
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'not JSON';
    throw new DomainError('malformed_request', `The body is not valid JSON: ${reason}.`);
  }
  const fault = faultOf(value);
  if (fault) throw new DomainError('malformed_request', `The body ${fault}.`);
  return value;
}

function keepAsWritten(number: string): number | string {
  return String(Number(number)) === number ? Number(number) : number;
}

/** Half of a surrogate pair, as only an escape can write it. */
const NOT_UNICODE = /\p{Surrogate}/u;

function faultOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'is not a JSON object';
  return faultWithin(body);
}

/** What neither a column nor a validator can take, and fields that the mapping to a DTO would drop in silence. */
function faultWithin(value: unknown): string | null {
  if (typeof value === 'string') return NOT_UNICODE.test(value) ? 'has text that is not Unicode' : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, inner] of Object.entries(value)) {
    if (!Array.isArray(value) && name in Object.prototype) {
      return `has a field ${JSON.stringify(name)}, which no request has`;
    }
    const fault = faultWithin(name) ?? faultWithin(inner);
    if (fault !== null) return fault;
  }
  return null;
}
