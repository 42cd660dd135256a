import { expect, it } from '@jest/globals';
import { Environment } from './environment.js';
import { readKeyDomain } from './key-domain.js';

function read(KEY_DOMAIN: string, PUBLIC_URL = 'https://loans.example.org'): string | null {
  const environment = new Environment({ KEY_DOMAIN, PUBLIC_URL });
  const domain = readKeyDomain(environment);
  environment.throwFaults();
  return domain;
}

it('the domain of security keys is one that the public address is in, and no other', () => {
  expect(read('')).toBeNull();
  expect(read('example.org')).toBe('example.org');
  expect(read('loans.example.org')).toBe('loans.example.org');
  for (const other of ['ample.org', 'a.loans.example.org', 'https://example.org', '192.0.2.7']) {
    expect(() => read(other)).toThrow('KEY_DOMAIN is "');
  }
  expect(() => read('example.org', '')).toThrow('KEY_DOMAIN is "');
});
