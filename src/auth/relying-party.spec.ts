import { describe, expect, it } from '@jest/globals';
import { relyingPartyOf } from './relying-party.js';

const NONE = { publicUrl: null, consoleUrl: null, keyDomain: null };

describe('where security keys work', () => {
  it('is this machine alone without a public address, at any port of its name', () => {
    for (const publicUrl of [null, 'http://localhost:8000']) {
      const party = relyingPartyOf({ ...NONE, publicUrl });
      expect(party?.domain).toBe('localhost');
      expect(party?.accepts('http://localhost:5173')).toBe(true);
      for (const origin of ['http://127.0.0.1:8000', 'https://localhost.example.org', 'null', '']) {
        expect(party?.accepts(origin)).toBe(false);
      }
    }
  });

  it('is the public address with https, and no other port, scheme or host', () => {
    const party = relyingPartyOf({ ...NONE, publicUrl: 'https://loans.example.org/lending' });
    expect(party?.domain).toBe('loans.example.org');
    expect(party?.accepts('https://loans.example.org')).toBe(true);
    for (const origin of [
      'http://loans.example.org',
      'https://loans.example.org:8443',
      'https://a.loans.example.org',
      'https://example.org',
    ]) {
      expect(party?.accepts(origin)).toBe(false);
    }
  });

  it('is the console too where the domain is above both', () => {
    const addresses = { publicUrl: 'https://loans.example.org', consoleUrl: 'https://staff.example.org' };
    const own = relyingPartyOf({ ...addresses, keyDomain: null });
    expect(own?.accepts('https://staff.example.org')).toBe(false);
    const both = relyingPartyOf({ ...addresses, keyDomain: 'example.org' });
    expect(both?.domain).toBe('example.org');
    expect(both?.accepts('https://staff.example.org')).toBe(true);
    expect(both?.accepts('https://other.example.org')).toBe(false);
  });

  it('is nowhere over plain http or for a numeric address', () => {
    for (const publicUrl of ['http://loans.example.org', 'https://192.0.2.7', 'https://[2001:db8::1]']) {
      expect(relyingPartyOf({ ...NONE, publicUrl })).toBeNull();
    }
  });
});
