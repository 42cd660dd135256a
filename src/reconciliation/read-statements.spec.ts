import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '../runtime/problems.js';
import { readStatements } from './read-statements.js';
import { STATEMENT_EXAMPLE } from './statement-example.js';
import type { Statement } from './statement.js';

const FILES = ['camt.053.001.02.xml', 'camt.053.001.08.xml', 'mt940.sta'] as const;
const file = (name: (typeof FILES)[number]) =>
  readFileSync(new URL(`../../test/reconciliation/files/${name}`, import.meta.url));
const changed = (name: (typeof FILES)[number], from: string | RegExp, to: string) => {
  const text = file(name).toString('latin1');
  expect(text).toMatch(from);
  return Buffer.from(text.replace(from, to), 'latin1');
};

/** The refusal of a file; fails when it is read, or when anything else is thrown. */
function refusalOf(content: Buffer): string {
  try {
    readStatements(content);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'statement_not_readable') return error.message;
    throw error;
  }
  throw new Error('the file was read');
}

const short = ({
  amount,
  bookedOn,
  valueOn,
  endToEndId,
  bankRef,
  counterparty,
  remittance,
}: Statement['lines'][number]) =>
  [amount, bookedOn, valueOn, endToEndId, bankRef, counterparty, remittance] as const;

describe('bank statements', () => {
  it('says in one sentence what is wrong with a file that is no XML', () => {
    expect(refusalOf(Buffer.from('<'))).toMatch(/^Line 1: [^.]+\.$/);
  });

  it('reads the example of the API document', () => {
    const [{ opening, closing, lines } = { lines: [] }] = readStatements(Buffer.from(STATEMENT_EXAMPLE));
    expect([opening, closing, lines.map(({ amount }) => amount)]).toEqual([100000n, 108750n, [8750n]]);
  });

  it('reads camt.053.001.02: a batch is a line for each transaction, or one line when they have no amounts', () => {
    const [statement, ...others] = readStatements(file('camt.053.001.02.xml'));
    expect(others).toEqual([]);
    const { lines, ...head } = statement as Statement;
    expect(head).toEqual({
      account: 'DE89370400440532013000',
      currency: 'EUR',
      number: '211',
      from: '2026-11-03',
      to: '2026-11-03',
      opening: 100000n,
      closing: 94510n,
    });
    const [on, value] = ['2026-11-03', '2026-11-02'];
    expect(lines.map(short)).toEqual([
      [8750n, on, value, null, '2026110300001', 'Amina Otieno', 'Loan L 4821 0937 59 instalment 3'],
      [8750n, on, on, '0198c0de444470008000000000000001', '2026110300002', 'Ben Müller', 'thank you'],
      [10000n, on, on, 'RENT-7', '2026110300002', 'Carla <Rossi>', 'RF124821093759'],
      [7500n, on, on, null, '2026110300002', 'Dora Lind', ''],
      [-490n, on, on, null, '2026110300003', null, 'Account fee October'],
      [-40000n, on, on, null, '2026110300004', null, 'first of two second of two'],
    ]);
  });

  it('reads camt.053.001.08: parties inside, amounts of transactions, a reversal, three decimals, an overdraft', () => {
    const [statement] = readStatements(file('camt.053.001.08.xml'));
    const { lines, ...head } = statement as Statement;
    expect(head).toEqual({
      account: '0110234567',
      currency: 'KWD',
      number: '88',
      from: '2026-11-04',
      to: '2026-11-04',
      opening: -20500n,
      closing: 129375n,
    });
    const on = '2026-11-04';
    expect(lines.map(short)).toEqual([
      [149375n, on, on, 'E2E-A', 'FT26309001-1', 'Grace Wanjiru', 'C 0000 0079 41'],
      [50625n, on, on, 'E2E-B', 'FT26309001-2', 'Hassan Ali', 'mobile'],
      [-50125n, on, on, 'E2E-OLD', '2', 'Hillside Cooperative', ''],
    ]);
  });

  it('reads MT940 over the turn of the year, with subfields, reversals and an old character set', () => {
    const [statement] = readStatements(file('mt940.sta'));
    const { lines, ...head } = statement as Statement;
    expect(head).toEqual({
      account: '37040044/0532013000',
      currency: 'EUR',
      number: '00212/001',
      from: '2027-01-01',
      to: '2027-01-02',
      opening: 94510n,
      closing: 100960n,
    });
    expect(lines.map(short)).toEqual([
      [8750n, '2027-01-01', '2026-12-31', null, '9600123', 'Jürgen Weißhaupt', 'Darlehen 4821093759 Rate 4'],
      [
        -2000n,
        '2027-01-02',
        '2027-01-02',
        '0198c0de444470008000000000000002',
        '9600124',
        'Ines Braun',
        'Konto erloschen',
      ],
      [-300n, '2027-01-02', '2027-01-02', null, null, null, 'Kontoführung Januar zweite Zeile'],
    ]);
  });

  it('reads MT940 as Dutch banks write it: words between slashes, the currency behind the IBAN', () => {
    const text = [
      ':20:P261103000000001',
      ':25:NL69INGB0123456789EUR',
      ':28C:00001',
      ':60F:C261102EUR0,00',
      ':61:2611031103C100,00NTRFEREF//26307000001',
      '/TRCD/00100/',
      ':86:/EREF/E2E 77//CNTP/NL32INGB0000012345/INGBNL2A/J. de Vries///REM',
      'I/USTD//lening 4821 0937 59/',
      ':61:2611031103C25,50NTRFNONREF',
      ':86:/TRTP/SEPA OVERBOEKING/IBAN/NL02ABNA0123456789/BIC/ABNANL2A/NAME/K JANSEN/REMI/dank u/EREF/NOTPROVIDED',
      ':62F:C261103EUR125,50',
      '-',
      ':20:P261104000000001',
      ':25:NL69INGB0123456789EUR',
      ':28C:00002',
      ':60F:C261103EUR125,50',
      ':62F:C261104EUR125,50',
    ].join('\n');
    const statements = readStatements(Buffer.from(text));
    expect(statements.map(({ account, to, lines }) => [account, to, lines.length])).toEqual([
      ['NL69INGB0123456789', '2026-11-03', 2],
      ['NL69INGB0123456789', '2026-11-04', 0],
    ]);
    expect(statements[0]?.lines.map(short)).toEqual([
      [10000n, '2026-11-03', '2026-11-03', 'E2E 77', '26307000001', 'J. de Vries', 'lening 4821 0937 59'],
      [2550n, '2026-11-03', '2026-11-03', null, null, 'K JANSEN', 'dank u'],
    ]);
  });
});

describe('files that are no bank statements', () => {
  it.each([
    ['an empty file', '', 'File: it is no XML (camt.053, camt.054), and as MT940 it has no line :20:.'],
    ['words', 'Dear Sir', 'File: it is no XML (camt.053, camt.054), and as MT940 it has no line :20:.'],
    ['another document', '<a/>', 'File: it has no bank statement (camt.053).'],
    ['XML that ends early', '<Document>\n<Stmt>', /^Line \d+: /],
    ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'File: a document type is not accepted.'],
    ['a reserved name', '<Document><__proto__>1</__proto__></Document>', /^File: /],
    ['a depth that no bank uses', '<a>'.repeat(90) + '</a>'.repeat(90), /^File: /],
    ['a field before the first :20:', ':25:1', 'Line 1: a statement must begin with :20:.'],
    ['no balance', ':20:1\n:25:1', 'Line 1: the statement has no field :60F: or :60M:.'],
    [
      'a date of no calendar',
      ':20:1\n:25:1\n:60F:C261302EUR1,00\n:62F:C261102EUR1,00',
      'Line 3: "2026-13-02" is not a date.',
    ],
    [
      'no currency',
      ':20:1\n:25:1\n:60F:C261102XQX1,00\n:62F:C261102XQX1,00',
      'Line 3: "XQX" is no currency.',
    ],
  ])('names what is wrong with %s', (_what, text, message) => {
    expect(refusalOf(Buffer.from(text))).toMatch(message);
  });

  it('refuses a statement whose lines do not lead from its opening to its closing balance', () => {
    expect(refusalOf(changed('camt.053.001.02.xml', '945.10', '945.11'))).toBe(
      'Statement 1: the opening balance and the lines make 945.10, the closing balance is 945.11.',
    );
    expect(refusalOf(changed('mt940.sta', 'D3,NCHG', 'D3,01NCHG'))).toBe(
      'Line 2: the opening balance and the lines make 1009.59, the closing balance is 1009.60.',
    );
  });

  it('names the line whose amount has more decimals than its currency', () => {
    expect(refusalOf(changed('camt.053.001.02.xml', '4.90', '4.900'))).toBe(
      'Statement 1, entry 3: "4.900" must have at most 2 digits after the decimal point.',
    );
    expect(refusalOf(changed('mt940.sta', 'C87,5N', 'C87,500N'))).toBe(
      'Line 6: "87.500" must have at most 2 digits after the decimal point.',
    );
  });

  it('refuses entries in another currency than the account, and lines that it does not understand', () => {
    expect(
      refusalOf(changed('camt.053.001.08.xml', '<c:Amt Ccy="KWD">50.125', '<c:Amt Ccy="USD">50.125')),
    ).toMatch(/^Statement 1, entry 2: /);
    expect(refusalOf(changed('camt.053.001.02.xml', '<CdtDbtInd>DBIT', '<CdtDbtInd>DEBIT'))).toBe(
      'Statement 1, entry 3: it is neither a credit nor a debit.',
    );
    expect(refusalOf(changed('mt940.sta', ':61:270102D3', ':61:270102X3'))).toMatch(
      /^Line 11: it is not a movement/,
    );
  });

  it('throws nothing but its own refusal, whatever the file is', () => {
    const damage = fc.record({
      name: fc.constantFrom(...FILES),
      cuts: fc.array(
        fc.record({
          at: fc.nat(5000),
          length: fc.nat(60),
          text: fc.oneof(
            fc.string({ unit: 'binary', maxLength: 12 }),
            fc.constantFrom(
              '<',
              '>',
              '</Ntry>',
              ']]>',
              '<![CDATA[',
              '&#xD800;',
              '&#0;',
              '&#27;',
              '&#9999999;',
              '\0',
              ':61:',
              ':86:',
              ':20:',
              '-',
              ',',
              '9'.repeat(30),
            ),
          ),
        }),
        { minLength: 1, maxLength: 5 },
      ),
    });
    fc.assert(
      fc.property(damage, ({ name, cuts }) => {
        let text = file(name).toString('latin1');
        for (const { at, length, text: put } of cuts) {
          const place = at % (text.length + 1);
          text = text.slice(0, place) + put + text.slice(place + length);
        }
        readOrRefuse(Buffer.from(text, 'latin1'));
      }),
      { numRuns: 1500 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        readOrRefuse(Buffer.from(bytes));
      }),
    );
  });
});

/** What was read must hold together: balances, dates, and texts that a database takes. */
function readOrRefuse(content: Buffer): void {
  let statements: Statement[];
  try {
    statements = readStatements(content);
  } catch (error) {
    expect(error).toMatchObject({ name: 'DomainError', code: 'statement_not_readable' });
    return;
  }
  for (const { account, currency, number, opening, closing, from, to, lines } of statements) {
    expect(account).toMatch(/^[^\p{Cc}\p{Cs}\s]{1,70}$/u);
    expect(currency).toMatch(/^[A-Z]{3}$/);
    expect(number ?? 'x').toMatch(/^[^\p{Cc}\p{Cs}]{1,70}$/u);
    expect(lines.reduce((sum, { amount }) => sum + amount, opening ?? 0n)).toBe(closing);
    for (const line of lines) {
      expect(from <= line.bookedOn && line.bookedOn <= to).toBe(true);
      expect(Object.values(line).join('')).not.toMatch(/[\p{Cc}\p{Cs}]/u);
    }
  }
}
