import { describe, it, jest } from '@jest/globals';
import { openToBadInput } from '../support/bad-input.js';
import { NUMBERS, STRANGE_TEXT } from '../support/strange-values.js';

// Thousands of requests, and the passwords among them are hashed.
jest.setTimeout(900_000);

describe('strange values', () => {
  const { address, bodySchema, everyOperation, expectAllWell, validBody, withBody } = openToBadInput();

  const inEveryField = (literals: readonly string[]) =>
    everyOperation(withBody, (operation, client) =>
      Object.keys(bodySchema(operation)?.properties ?? {}).flatMap((name) =>
        literals.map((literal) => {
          const rest = JSON.stringify({ ...validBody(operation), [name]: undefined }).slice(1);
          const body = `{"${name}":${literal}${rest === '}' ? rest : `,${rest}`}`;
          return {
            what: `${operation.name} ${body}`,
            send: () => client.send(operation.method, address(operation), body),
          };
        }),
      ),
    );

  it('strange text in a field of a body', () =>
    inEveryField(STRANGE_TEXT.map((text) => JSON.stringify(text))));

  it('strange numbers in a field of a body', () => inEveryField(NUMBERS));

  it('has left the books right, and can still be done well', () => expectAllWell());
});
