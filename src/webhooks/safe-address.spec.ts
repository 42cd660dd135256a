import { describe, expect, it } from '@jest/globals';
import { isInside, safeUrl } from './safe-address.js';

describe('addresses that messages may go to', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:10.0.0.1',
    '::ffff:127.0.0.1',
    '64:ff9b::a00:1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'ff02::1',
    'not an address',
  ])('%s is inside', (address) => {
    expect(isInside(address)).toBe(true);
  });

  it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])(
    '%s is outside',
    (address) => {
      expect(isInside(address)).toBe(false);
    },
  );

  it('are https on two ports in production, and no other writing of an address inside', () => {
    const rules = { production: true, allowPrivate: false };
    const whyNot = (url: string) => {
      try {
        return safeUrl(url, rules).href;
      } catch (error) {
        return (error as { why: string }).why;
      }
    };
    expect(whyNot('https://example.com/x?y=1')).toBe('https://example.com/x?y=1');
    expect(whyNot('https://example.com:8443/')).toBe('https://example.com:8443/');
    expect(whyNot('http://example.com/')).toBe('scheme');
    expect(whyNot('https://example.com:80/')).toBe('port');
    expect(whyNot('https://a@example.com/')).toBe('credentials');
    for (const host of ['2130706433', '0x7f.1', '0177.0.0.1', '[::1]', '[::ffff:7f00:1]', '127.1']) {
      expect([host, whyNot(`https://${host}/`)]).toEqual([host, 'private']);
    }
  });
});
