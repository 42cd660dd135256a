import { describe, expect, it, jest } from '@jest/globals';
import { toRefuse, type Attempt } from '../support/attempts.js';
import { openToBadInput } from '../support/bad-input.js';
import type { Schema } from '../support/document.js';
import type { Answer } from '../support/http.js';
import {
  LONG,
  NESTED,
  NEVER_A_VALUE,
  NOT_AMOUNTS,
  NOT_JSON,
  NOT_OBJECTS,
} from '../support/strange-values.js';

// Thousands of requests, and the passwords among them are hashed.
jest.setTimeout(900_000);

describe('bad bodies', () => {
  const { address, bodySchema, everyOperation, expectAllWell, isObject, validBody, withBody } =
    openToBadInput();

  const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;

  it('values that no field takes, fields that are missing, unknown or too long', async () => {
    await everyOperation(withBody, (operation, client) => {
      const { properties = {}, required = [] } = bodySchema(operation) as Schema;
      const attempts: Attempt[] = [];
      const refuse = (change: Record<string, unknown>, field: string) => {
        const body = JSON.stringify({ ...validBody(operation), ...change });
        const send = () => client.send(operation.method, address(operation), body);
        attempts.push(toRefuse(`${operation.name} ${body}`, send, field));
      };
      for (const [name, { nullable, pattern, type, ...schema }] of Object.entries(properties)) {
        for (const value of NEVER_A_VALUE) {
          const isFlag = type === 'boolean' && typeof value === 'boolean';
          const isList = type === 'array' && schema.minItems === undefined && isEmptyList(value);
          const isMap = isObject(properties[name] as Schema) && JSON.stringify(value) === '{}';
          if (!isFlag && !isList && !isMap) refuse({ [name]: value }, name);
        }
        if (!nullable && !schema.enum?.includes(null)) refuse({ [name]: null }, name);
        if (type === 'string') refuse({ [name]: LONG }, name);
        if (schema.enum) refuse({ [name]: 'something else' }, name);
        if (schema.format === 'uuid') refuse({ [name]: '7' }, name);
        if (pattern?.startsWith('^\\d{1,12}')) {
          for (const text of NOT_AMOUNTS) refuse({ [name]: text }, name);
        } else if (type === 'string' && Number.isNaN(Number(schema.example))) {
          refuse({ [name]: 5 }, name);
        }
      }
      for (const name of required) refuse({ [name]: undefined }, name);
      for (const name of ['role_', 'id', 'status', 'is_admin', '😀']) {
        if (!(name in properties)) refuse({ [name]: 'x' }, name);
      }
      return attempts;
    });
  });

  it('bodies that are no object, no JSON, or nested without end', async () => {
    await everyOperation(withBody, (operation, client) => {
      const { required = [] } = bodySchema(operation) as Schema;
      const send = (body: string, type = 'application/json') =>
        client.send(operation.method, address(operation), body, { 'content-type': type });
      const valid = JSON.stringify(validBody(operation));
      return [
        ...[...NOT_OBJECTS, ...NOT_JSON, ...NESTED].map((body) =>
          toRefuse(`${operation.name} ${body}`, () => send(body)),
        ),
        ...['', ' '].map((body) => {
          const attempt = { what: `${operation.name} with nothing`, send: () => send(body) };
          return required.length > 0 ? toRefuse(attempt.what, attempt.send) : attempt;
        }),
        ...['text/plain', 'multipart/form-data; boundary=x', 'application/xml', 'nonsense'].map((type) => ({
          what: `${operation.name} as ${type}`,
          send: () => send(valid, type),
          check: (answer: Answer) => {
            expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
          },
        })),
        {
          what: `${operation.name} with 120 kB`,
          send: () => send(`{"a":"${LONG.repeat(12)}"}`),
          check: (answer: Answer) => {
            expect(answer).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
          },
        },
      ];
    });
  });

  it('has left the books right, and can still be done well', () => expectAllWell());
});
