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

  it.each(['{"__proto__":{"admin":true}}', '{"a":{"__proto__":null}}', '{"\\u005f_proto__":{"admin":true}}'])(
    'refuses a prototype in %s',
    (text) => {
      expect(() => read(text)).toThrow('__proto__');
      expect(({} as Record<string, unknown>).admin).toBeUndefined();
    },
  );

  it.each(['{"constructor":1}', '{"a":[{"toString":"x"}]}'])('refuses %s, which would be dropped', (text) => {
    expect(() => read(text)).toThrow('the forbidden field');
  });

  it.each(['null', '[]', '"x"', '5', 'true'])('refuses %s, which is not an object', (text) => {
    expect(() => read(text)).toThrow('not a JSON object');
  });

  it.each(['{"a":"\\ud800"}', '{"\\udc00":1}', '{"a":[{"b":"x\\ud83d"}]}'])(
    'refuses %s: half a character',
    (text) => {
      expect(() => read(text)).toThrow('not Unicode');
      expect(read('{"a":"\\ud83d\\ude00"}')).toEqual({ a: '😀' });
    },
  );
});
