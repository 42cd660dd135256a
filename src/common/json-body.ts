import { parse } from 'lossless-json';
import { DomainError } from './problems.js';

/**
 * Reads a JSON body without losing what a number looked like: one that JavaScript would write differently
 * (`1e3`, `100.10`, more digits than a double holds) stays text, so that money is judged as it was sent.
 * Throws `malformed_request` for what is not JSON and for a field that stands twice.
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
  if (hasProtoField(value)) {
    throw new DomainError('malformed_request', 'The body has a field "__proto__", which no request has.');
  }
  return value;
}

function keepAsWritten(number: string): number | string {
  return String(Number(number)) === number ? Number(number) : number;
}

/** The mapping to a DTO drops a "__proto__" field in silence; here it is still to be seen. */
function hasProtoField(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(hasProtoField);
}
