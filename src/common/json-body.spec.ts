import { describe, expect, it } from '@jest/globals';
import { parseJsonBody } from './json-body.js';

const read = (text: string) => parseJsonBody(Buffer.from(text));

describe('a JSON body', () => {
  it('keeps numbers that JavaScript would write differently as the text that was sent', () => {
    expect(read('{"a":1e3,"b":100.10,"c":9999999999999999.99,"d":-0}')).toEqual({
      a: '1e3',
      b: '100.10',
      c: '9999999999999999.99',
      d: '-0',
    });
  });

  it('reads plain numbers as numbers', () => {
    expect(read('{"installments":12,"amount":100.01}')).toEqual({ installments: 12, amount: 100.01 });
  });

  it.each(['{"a":1', '{"amount":"1","amount":"2"}', 'amount=1'])('refuses %s', (text) => {
    expect(() => read(text)).toThrow('not valid JSON');
  });

  it('does not let a body change the prototype of objects', () => {
    const body = read('{"__proto__":{"admin":true}}') as Record<string, unknown>;
    expect(body['admin']).toBeUndefined();
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });
});
