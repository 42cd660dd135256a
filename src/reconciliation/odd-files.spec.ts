import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { decode, readStatements } from './read-statements.js';

const FILES = ['camt.053.001.02.xml', 'mt940.sta'] as const;
const file = (name: (typeof FILES)[number]) =>
  readFileSync(new URL(`../../test/reconciliation/files/${name}`, import.meta.url));
const changed = (name: (typeof FILES)[number], from: string, to: string) => {
  const text = file(name).toString('latin1');
  expect(text).toContain(from);
  return Buffer.from(text.replace(from, to), 'latin1');
};

describe('bank statements that are written oddly', () => {
  it.each([
    ['UTF-16 with its mark', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 without it', (text: string) => Buffer.from(text, 'utf16le')],
    ['UTF-16 the other way round', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\ufeff${text}`, 'utf8')],
  ])('reads files in %s', (_, written) => {
    for (const name of FILES) {
      const text = decode(file(name));
      expect(readStatements(written(text))).toEqual(readStatements(file(name)));
    }
  });

  it('reads the character set that an XML file declares, and Windows-1252 where it declares a wrong one', () => {
    const text = file('camt.053.001.02.xml').toString('utf8').replace('Ben M&#252;ller', 'B\xf5n');
    const named = (encoding: string) =>
      readStatements(Buffer.from(text.replace(/encoding="[^"]*"/, `encoding="${encoding}"`), 'latin1'))[0]
        ?.lines[1]?.counterparty;
    expect(text).toMatch(/encoding="/);
    expect(named('ISO-8859-2')).toBe('Bőn');
    expect([named('UTF-8'), named('ISO-8859-1'), named('EBCDIC-7')]).toEqual(['Bõn', 'Bõn', 'Bõn']);
  });

  it.each([
    ['camt.053.001.02.xml', 'DE89370400440532013000', 'DE89&#0;3704&#x1b;' + '7'.repeat(9000)],
    ['mt940.sta', '37040044/0532013000', '3704\u0000\u001b' + '7'.repeat(9000)],
  ] as const)(
    'keeps of an account in %s what may be one: no control characters, not pages',
    (name, known, odd) => {
      const [statement] = readStatements(changed(name, known, odd));
      expect(statement?.account).toMatch(/^(DE89)?37047{50,66}$/);
    },
  );

  it('does not take longer for a file that was made to take long', () => {
    const slashes = '/'.repeat(200_000);
    const about = [`:86:/NAME/${slashes}x/REMI/${slashes}x/EREF/${slashes}x`];
    const of = (movement: string) =>
      Buffer.from(
        [':20:1', ':25:1', ':60F:C261103EUR0,', movement, ...about, ':62F:C261103EUR1,'].join('\n'),
      );
    const began = performance.now();
    expect(readStatements(of(':61:2611031103C1,NTRFNONREF'))).toHaveLength(1);
    expect(readStatements(of(`:61:2611031103C1,NTRF${slashes}\u2028`))).toHaveLength(1);
    // In one pass: 20 ms. With one pass for each slash: minutes.
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
