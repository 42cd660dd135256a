import { describe, expect, it } from '@jest/globals';
import { newSecret, stepOf, typedCode, uriOf } from './totp.js';

/** Appendix B of RFC 6238, whose codes have eight digits: six digits are the last six of them. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const VECTORS = [
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
] as const;

describe('codes of an authenticator app', () => {
  it.each(VECTORS)('are those of RFC 6238 at %d s', (seconds, code) => {
    expect(stepOf(SECRET, code.slice(-6), seconds * 1000)).toBe(Math.floor(seconds / 30));
  });

  it('count one period before and after theirs, and are told apart by it', () => {
    const [seconds, code] = [1_234_567_890, '005924'];
    const step = Math.floor(seconds / 30);
    const atStep = (offset: number) => stepOf(SECRET, code, (step + offset) * 30_000);
    expect([-2, -1, 0, 1, 2].map(atStep)).toEqual([null, step, step, step, null]);
    // The last millisecond still belongs to the period.
    expect(stepOf(SECRET, code, (step + 2) * 30_000 - 1)).toBe(step);
  });

  it.each(['', '5924', '0059240', '00592a', '005925', '٠٠٥٩٢٤'])('are nothing else: "%s"', (code) => {
    expect(stepOf(SECRET, code, 1_234_567_890_000)).toBeNull();
  });

  it('are read as people type them', () => {
    expect([' 005 924', '٠٠٥٩٢٤', '۰۰۵۹۲۴'].map(typedCode)).toEqual(['005924', '005924', '005924']);
  });

  it('come from 160 random bits, which an app reads from an address', () => {
    const secret = newSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newSecret()).not.toBe(secret);
    const uri = new URL(uriOf(secret, 'loans.example.org', 'ada+1@example.org'));
    expect(uri.protocol + uri.host).toBe('otpauth:totp');
    expect(decodeURIComponent(uri.pathname)).toBe('/loans.example.org:ada+1@example.org');
    const parameters = { secret, issuer: 'loans.example.org', algorithm: 'SHA1', digits: '6', period: '30' };
    expect(Object.fromEntries(uri.searchParams)).toEqual(parameters);
  });
});
