import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { CannotOpen, isSealingKey, Sealer } from './sealed.js';

const key = () => randomBytes(32).toString('base64');
const PLACE = 'webhooks.secret 0198c0de';

describe('sealed texts', () => {
  it.each([
    ['nothing', ''],
    ['an account', 'NG12 3456 7890'],
    ['a long text', 'whsec_ü\n'.repeat(500)],
  ])('open to what was sealed: %s', (_, text) => {
    const sealer = new Sealer(key());
    const sealed = sealer.seal(text, PLACE);
    expect(sealer.open(sealed, PLACE)).toBe(text);
    if (text !== '') expect(sealed).not.toContain(text);
    expect(sealer.seal(text, PLACE)).not.toBe(sealed);
  });

  it('do not open in another place, changed, or with another key', () => {
    const sealer = new Sealer(key());
    const sealed = sealer.seal('NG12 3456 7890', PLACE);
    expect(() => sealer.open(sealed, 'webhooks.secret 0198c0df')).toThrow(CannotOpen);
    expect(() => new Sealer(key()).open(sealed, PLACE)).toThrow(/SECRETS_KEY_OLD/);
    const parts = sealed.split('.');
    for (const index of [2, 3, 4]) {
      const bytes = Buffer.from(parts[index] as string, 'base64url');
      bytes[0] = (bytes[0] as number) ^ 1;
      expect(() => sealer.open(parts.with(index, bytes.toString('base64url')).join('.'), PLACE)).toThrow(
        CannotOpen,
      );
    }
    // A shorter tag would be easier to forge.
    const short = Buffer.from(parts[4] as string, 'base64url').subarray(0, 12);
    expect(() => sealer.open(parts.with(4, short.toString('base64url')).join('.'), PLACE)).toThrow(
      CannotOpen,
    );
    for (const text of ['', 'v1', 'NG12', `v2.${parts.slice(1).join('.')}`]) {
      expect(() => sealer.open(text, PLACE)).toThrow(CannotOpen);
    }
  });

  it('open after a rotation, and are known as old', () => {
    const [old, fresh] = [key(), key()];
    const sealed = new Sealer(old).seal('secret', PLACE);
    const rotated = new Sealer(fresh, old);
    expect(rotated.open(sealed, PLACE)).toBe('secret');
    expect(sealed.startsWith(rotated.mark)).toBe(false);
    expect(rotated.seal('secret', PLACE).startsWith(rotated.mark)).toBe(true);
  });

  it('take keys of 32 bytes only', () => {
    expect(isSealingKey(key())).toBe(true);
    expect(isSealingKey(randomBytes(32).toString('base64url'))).toBe(true);
    for (const text of [
      '',
      'short',
      randomBytes(31).toString('base64'),
      randomBytes(33).toString('base64'),
      'x'.repeat(64),
    ]) {
      expect(isSealingKey(text)).toBe(false);
      expect(() => new Sealer(text)).toThrow(RangeError);
    }
  });
});
