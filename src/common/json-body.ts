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
  try {
    return parse(text, undefined, {
      parseNumber: (number) => (String(Number(number)) === number ? Number(number) : number),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'not JSON';
    throw new DomainError('malformed_request', `The body is not valid JSON: ${reason}.`);
  }
}
