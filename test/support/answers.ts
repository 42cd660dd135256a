import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Response } from 'playwright-core';
import type { Document, Operation, Schema } from './document.js';

/** An answer as it was received. */
export interface Answered {
  status: number;
  type: string | null;
  text: string;
}

/**
 * What is wrong with an operation's answer according to the document; empty when nothing is. It must have a documented
 * status, media type and (for a problem) code, every required field, no other field, and values of the right type and
 * format.
 */
export type Judge = (operation: Operation, answer: Answered) => string[];

export function judgeBy(document: Document): Judge {
  const ajv = new Ajv({ strict: false, allErrors: true });
  (addFormats as unknown as (instance: Ajv) => void)(ajv);
  const components = (document.json as { components: { schemas: Record<string, Schema> } }).components
    .schemas;
  ajv.addSchema({ $id: 'document', components: { schemas: closed(components) } });
  const compiled = new Map<string, ValidateFunction>();
  const validatorOf = (schema: Schema): ValidateFunction => {
    const text = JSON.stringify(schema).replaceAll('"#/', '"document#/');
    const found = compiled.get(text) ?? ajv.compile(JSON.parse(text) as object);
    compiled.set(text, found);
    return found;
  };
  return ({ responses }, { status, type, text }) => {
    const documented = responses[String(status)];
    if (documented === undefined)
      return [`status ${String(status)} is not documented: ${text.slice(0, 300)}`];
    const contents = Object.entries(documented.content ?? {});
    if (contents.length === 0) return text === '' ? [] : ['an answer without a body has one'];
    const media = type?.split(';')[0];
    const [, content] =
      contents.find(([name]) => name === media || name === media?.replace(/\/.*/, '/*')) ?? [];
    if (content === undefined) return [`${String(type)} is not documented for ${String(status)}`];
    if (!media?.endsWith('json')) return text === '' ? ['an empty answer'] : [];
    const body = JSON.parse(text) as { code?: string };
    if (status >= 400 && content.examples?.[String(body.code)] === undefined) {
      return [`${String(body.code)} is not documented: ${text.slice(0, 300)}`];
    }
    const validate = validatorOf(content.schema);
    if (validate(body)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${String(message)} ${JSON.stringify(params)}`,
    );
  };
}

/** An answer's text in a browser, which keeps no bytes of a PDF or picture that a page fetched: then their count. */
export async function textOf(response: Response): Promise<string> {
  const headers = response.headers();
  if (!/^(application\/pdf|image\/)/.test(headers['content-type'] ?? '')) return response.text();
  const bytes = headers['content-length'] ?? '0';
  return bytes === '0' ? '' : `${bytes} bytes`;
}

/** A field without a description is a fault of the document; only schemas that say so take other fields. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, closed(part)]));
  const isOpen = inner.type !== 'object' || !('properties' in inner) || 'additionalProperties' in inner;
  return isOpen || 'allOf' in inner ? inner : { ...inner, additionalProperties: false };
}
