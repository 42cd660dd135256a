import { describe, expect, it } from '@jest/globals';
import { fingerprint } from './idempotency.js';

describe('the fingerprint of a request', () => {
  const of = (body: unknown) => fingerprint('POST', '/api/loans/', body);

  it('is the same whatever the order of fields, at any depth', () => {
    expect(of({ a: { b: 1, c: [{ d: 2, e: null }] }, f: 3 })).toBe(
      of({ f: 3, a: { c: [{ e: null, d: 2 }], b: 1 } }),
    );
  });

  it('is another one for another value, field, order of a list, path or method', () => {
    const one = of({ a: { b: [1, 2] } });
    for (const body of [
      { a: { b: [2, 1] } },
      { a: { b: [1, 3] } },
      { a: { c: [1, 2] } },
      { a: [['b', [1, 2]]] },
      { a: { b: '1,2' } },
      {},
    ]) {
      expect(of(body)).not.toBe(one);
    }
    expect(fingerprint('PUT', '/api/loans/', {})).not.toBe(of({}));
    expect(fingerprint('POST', '/api/quotes/', {})).not.toBe(of({}));
  });

  it('takes no body for an empty one, and a path without its last slash for the same', () => {
    expect(of(undefined)).toBe(fingerprint('POST', '/api/loans', {}));
  });
});
