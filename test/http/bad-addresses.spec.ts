import { describe, expect, it, jest } from '@jest/globals';
import { toRefuse, type Attempt } from '../support/attempts.js';
import { openToBadInput } from '../support/bad-input.js';
import type { Schema } from '../support/document.js';
import { LONE, LONG, STRANGE_TEXT } from '../support/strange-values.js';

// Thousands of requests, and the passwords among them are hashed.
jest.setTimeout(900_000);

describe('bad addresses and headers', () => {
  const { address, everyOperation, expectAllWell, validBody, withIn } = openToBadInput();

  it('strange values in an address', async () => {
    await everyOperation(withIn('path'), (operation, client) => {
      const { schema, name } = operation.parameters.find(({ in: place }) => place === 'path') as {
        schema: Schema;
        name: string;
      };
      const body = operation.requestBody && validBody(operation);
      const at = (text: string) => operation.path.replace(`{${name}}`, text);
      const send = (text: string) => client.send(operation.method, at(text), body);
      const strange = STRANGE_TEXT.filter((text) => !LONE.test(text)).map(encodeURIComponent);
      const attempts: Attempt[] = [...strange, '%', '%zz', '%00', '%ff', '..%2f..', '*', ':id']
        // Without an id it is the operation that signs out everywhere, which would leave the client nothing to ask.
        .filter((text) => text !== '' || !operation.name.startsWith('DELETE /api/auth/sessions'))
        .map((text) => ({
          what: `${operation.method} ${at(text)}`,
          send: () => send(text),
          check: ({ status }) => {
            if (text !== '') expect([at(text), [400, 404].includes(status)]).toEqual([at(text), true]);
          },
        }));
      if (schema.format === 'uuid') attempts.push(toRefuse(at('seven'), () => send('seven'), name));
      return attempts;
    });
  });

  it('strange values of a query parameter', async () => {
    await everyOperation(withIn('query'), (operation, client) => {
      const body = operation.requestBody && validBody(operation);
      const at = (query: string) => `${address(operation)}?${query}`;
      const ask = (query: string) => () => client.send(operation.method, at(query), body);
      return operation.parameters
        .filter(({ in: place }) => place === 'query')
        .flatMap(({ name, schema }): Attempt[] => {
          const strange = STRANGE_TEXT.filter((text) => !LONE.test(text) && text !== LONG);
          const wrong = [`${name}=1&${name}=2`, `${name}[a]=1`, `${name}[]=1`];
          // One may look for any text.
          if (name !== 'search' && name !== 'q') wrong.push(`${name}=null`, `${name}=NaN`);
          if (name !== 'cursor') wrong.push(`${name}=`);
          if (schema.type === 'number') wrong.push(`${name}=0`, `${name}=1.5`, `${name}=101`, `${name}=1e3`);
          return [
            ...[...strange.map(encodeURIComponent), '%', '%ff', 'x'.repeat(5000)]
              .map((text) => `${name}=${text}`)
              .map((query) => ({ what: at(query), send: ask(query) })),
            ...wrong.map((query) => toRefuse(at(query), ask(query))),
          ];
        });
    });
  });

  it('query parameters that an operation does not have', async () => {
    await everyOperation(
      ({ path }) => path.startsWith('/api'),
      (operation, client) => {
        const path = `${address(operation)}?offset=1`;
        const body = operation.requestBody && validBody(operation);
        return [toRefuse(path, () => client.send(operation.method, path, body), 'offset')];
      },
    );
  });

  it('idempotency keys that are invalid', async () => {
    await everyOperation(withIn('header'), (operation, client) =>
      ['', 'k'.repeat(256), 'caf\u00e9', 'a\tb'].map((key) =>
        toRefuse(
          `${operation.name} with the key ${key}`,
          () =>
            client.send(operation.method, address(operation), validBody(operation), {
              'idempotency-key': key,
            }),
          'Idempotency-Key',
        ),
      ),
    );
  });

  it('has left the books right, and can still be done well', () => expectAllWell());
});
