import { bodyText, faultOfText, malformed } from './json-body.js';

/**
 * Reads a body of `application/x-www-form-urlencoded`, as clients of the original platform send it: each field is text.
 * Throws `malformed_request` as `parseJsonBody` does.
 */
export function parseFormBody(body: Buffer): Record<string, string> | undefined {
  const text = bodyText(body);
  if (text.trim() === '') return undefined;
  const fields: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    if (Object.hasOwn(fields, name)) throw malformed('repeats a field');
    if (name in Object.prototype) {
      throw malformed(`has the forbidden field ${JSON.stringify(name)}`);
    }
    const fault = faultOfText(name) ?? faultOfText(value);
    if (fault !== null) throw malformed(fault);
    fields[name] = value;
  }
  return fields;
}
