import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '../runtime/problems.js';
import type { CsvColumnsDto, CsvFormatDto } from './csv-format.dto.js';
import { readCsvStatement } from './csv-statement.js';

const FORMAT: CsvFormatDto = {
  separator: ';',
  skip_rows: 0,
  date_format: 'DD.MM.YYYY',
  decimal_separator: ',',
  columns: { booked_on: 'Buchungstag', amount: 'Betrag', counterparty: 'Name', remittance: ['Zweck'] },
};
type Columns = { [K in keyof CsvColumnsDto]?: CsvColumnsDto[K] | undefined };
const read = (text: string, format: Partial<CsvFormatDto> = {}, columns: Columns = {}) =>
  readCsvStatement(text, {
    number: 'DE89370400440532013000',
    currency: 'EUR',
    csvFormat: { ...FORMAT, ...format, columns: { ...FORMAT.columns, ...columns } as CsvColumnsDto },
  });
const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError && error.code === 'statement_not_readable') return error.message;
    throw error;
  }
  throw new Error('it was read');
};
const amountsOf = (text: string, ...more: [Partial<CsvFormatDto>?, Columns?]) =>
  read(text, ...more).lines.map(({ amount }) => amount);

describe('a statement as CSV', () => {
  it('says what was booked, by whom, and for what, and has no balances', () => {
    const text =
      'Buchungstag;Name;Zweck;Betrag\r\n23.11.2026;"Otieno; Amina";"Loan ""482 109 3755""";1.087,50\r\n' +
      '24.11.2026;Vermieter;Miete;-300,00\r\n';
    expect(read(text)).toEqual({
      account: 'DE89370400440532013000',
      currency: 'EUR',
      number: null,
      from: '2026-11-23',
      to: '2026-11-24',
      opening: null,
      closing: null,
      lines: [
        {
          amount: 108750n,
          bookedOn: '2026-11-23',
          valueOn: '2026-11-23',
          endToEndId: null,
          bankRef: null,
          counterparty: 'Otieno; Amina',
          remittance: 'Loan "482 109 3755"',
        },
        expect.objectContaining({ amount: -30000n, bookedOn: '2026-11-24', counterparty: 'Vermieter' }),
      ],
    });
  });

  it('is read where its columns stand, under rows that say other things, in any spelling of their names', () => {
    const text = 'Konto;DE89\n\nStand;01.12.2026\n betrag ;BUCHUNGSTAG;x;Zweck;Name\n1,00;23.11.2026;;A;B\n';
    expect(read(text, { skip_rows: 3 }).lines).toHaveLength(1);
  });

  it.each([
    ['DD.MM.YYYY', '03.11.2026', '2026-11-03'],
    ['M/D/YYYY', '11/3/2026', '2026-11-03'],
    ['MM/DD/YY', '11/03/26', '2026-11-03'],
    ['YYYY-MM-DD', '2026-11-03T10:00:00', '2026-11-03'],
    ['D MM YYYY', '3 11 2026', '2026-11-03'],
  ])('has dates written as %s', (date_format, written, date) => {
    const text = `Buchungstag;Name;Zweck;Betrag\n${written};A;B;1,00\n`;
    expect(read(text, { date_format }).lines[0]?.bookedOn).toBe(date);
  });

  it.each([
    [',', '1.234,56', 123456n],
    [',', '1234,56', 123456n],
    [',', '1 234,5', 123450n],
    [',', "-1'234,56", -123456n],
    [',', '1.234,56-', -123456n],
    [',', '+7', 700n],
    [',', '(12,00)', -1200n],
    [',', '−0,01', -1n],
    ['.', '1,234.56', 123456n],
    ['.', '1,234,567.80', 123456780n],
  ] as const)(
    'has amounts with "%s" before the decimals, such as %s',
    (decimal_separator, written, amount) => {
      const text = `Buchungstag;Name;Zweck;Betrag\n23.11.2026;A;B;${written}\n`;
      expect(amountsOf(text, { decimal_separator })).toEqual([amount]);
    },
  );

  it('reads every amount back that it writes, in both notations', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }).filter((amount) => amount !== 0n),
        fc.constantFrom(',' as const, '.' as const),
        fc.boolean(),
        (amount, decimal, grouped) => {
          const digits = (amount < 0n ? -amount : amount).toString().padStart(3, '0');
          const whole = digits.slice(0, -2);
          const group = decimal === ',' ? '.' : ',';
          const shown = grouped ? whole.replace(/\B(?=(\d{3})+$)/g, group) : whole;
          const written = `${amount < 0n ? '-' : ''}${shown}${decimal}${digits.slice(-2)}`;
          const text = `Buchungstag;Name;Zweck;Betrag\n23.11.2026;A;B;${written}\n`;
          expect(amountsOf(text, { decimal_separator: decimal })).toEqual([amount]);
        },
      ),
    );
  });

  describe('with what came in and what left in two columns', () => {
    const columns = { amount: undefined, credit: 'Haben', debit: 'Soll' };
    const row = (credit: string, debit: string) =>
      `Buchungstag;Name;Zweck;Haben;Soll\n23.11.2026;A;B;${credit};${debit}\n`;

    it.each([
      ['5,00', '', 500n],
      ['', '5,00', -500n],
      ['0,00', '-5,00', -500n],
    ])('has %s and %s', (credit, debit, amount) => {
      expect(amountsOf(row(credit, debit), {}, columns)).toEqual([amount]);
    });

    it.each([
      ['5,00', '5,00', 'Row 2, column "Soll": money both came in and left.'],
      ['-5,00', '', 'Row 2, column "Haben": what came in cannot be negative.'],
      ['', '', 'Row 2, column "Haben": it has no amount.'],
    ])('refuses %s and %s', (credit, debit, text) => {
      expect(refusal(() => read(row(credit, debit), {}, columns))).toBe(text);
    });
  });

  describe('with balances', () => {
    const columns = { balance: 'Saldo' };
    const head = 'Buchungstag;Name;Zweck;Betrag;Saldo\n';
    const rows = [
      '23.11.2026;A;B;50,00;1.050,00',
      '23.11.2026;C;D;-20,00;1.030,00',
      '24.11.2026;E;F;1,00;1.031,00',
    ];

    it.each([
      ['first', rows],
      ['last', rows.toReversed()],
    ])('proves them, with the oldest row %s', (_, ordered) => {
      const statement = read(head + ordered.join('\n'), {}, columns);
      expect(statement).toMatchObject({
        opening: 100000n,
        closing: 103100n,
        from: '2026-11-23',
        to: '2026-11-24',
      });
      expect(statement.lines.map(({ amount }) => amount)).toEqual([5000n, -2000n, 100n]);
    });

    it('of one day finds out which row is the oldest', () => {
      const day = rows.slice(0, 2).toReversed();
      expect(read(head + day.join('\n'), {}, columns)).toMatchObject({ opening: 100000n, closing: 103000n });
    });

    it('refuses a file that lacks a row, and says which row does not follow', () => {
      const text = head + [rows[0], rows[2]].join('\n');
      expect(refusal(() => read(text, {}, columns))).toBe(
        'Row 3, column "Saldo": the balance does not follow from the row before it: rows are missing, or the sign is read wrongly.',
      );
    });

    it('refuses a row without one', () => {
      const text = `${head}23.11.2026;A;B;50,00;\n`;
      expect(refusal(() => read(text, {}, columns))).toBe('Row 2, column "Saldo": it has no balance.');
    });
  });

  it.each([
    ['23.11.2026;A;B;1.23', 'Row 3, column "Betrag": "1.23" is not an amount written as 1.234,56.'],
    [
      '23.11.2026;A;B;1,2345',
      'Row 3, column "Betrag": "1.2345" must have at most 2 digits after the decimal point.',
    ],
    ['23.11.2026;A;B;12.34,00', 'Row 3, column "Betrag": "12.34,00" is not an amount written as 1.234,56.'],
    ['23.11.2026;A;B;zwei', 'Row 3, column "Betrag": "zwei" is not an amount written as 1.234,56.'],
    ['23.11.2026;A;B;', 'Row 3, column "Betrag": it has no amount.'],
    ['11/23/2026;A;B;1,00', 'Row 3, column "Buchungstag": "11/23/2026" is not a date written as DD.MM.YYYY.'],
    ['31.11.2026;A;B;1,00', 'Row 3, column "Buchungstag": "31.11.2026" is not a date written as DD.MM.YYYY.'],
  ])('refuses the row %s', (row, text) => {
    const file = `Buchungstag;Name;Zweck;Betrag\n22.11.2026;A;B;1,00\n${row}\n`;
    expect(refusal(() => read(file))).toBe(text);
  });

  it('refuses a file without a column that is named, and says which ones it has', () => {
    expect(refusal(() => read('Tag;Zweck\n1;2\n'))).toBe(
      'Row 1: it has no column "Buchungstag", but "Tag", "Zweck".',
    );
  });

  it('refuses a row in another currency than the account', () => {
    const text = 'Buchungstag;Name;Zweck;Betrag;W\n23.11.2026;A;B;1,00;USD\n';
    expect(refusal(() => read(text, {}, { currency: 'W' }))).toBe(
      'Row 2, column "W": it is in USD, and the account in EUR.',
    );
  });

  it.each([
    ['', 'File: it has no row with the names of its columns.'],
    ['Buchungstag;Name;Zweck;Betrag\n', 'File: it has no rows below the names of its columns.'],
  ])('refuses a file with nothing in it: %j', (text, why) => {
    expect(refusal(() => read(text))).toBe(why);
  });

  describe('whose rows have more cells than columns', () => {
    const columns = { amount: undefined, credit: 'Haben', debit: 'Soll' };
    const file = (...rows: string[]) => ['Buchungstag;Name;Zweck;Haben;Soll', ...rows].join('\n');
    const [good, shifted] = ['23.11.2026;A;B;5,00;', '23.11.2026;A;rent;;5,00;'];

    it.each([
      ['one row', file(shifted), 'Row 2'],
      ['one of several', file(good, shifted), 'Row 3'],
      ['all of them, with something in it', file(`${shifted}x`, `${shifted}x`), 'Row 2'],
    ])('is refused for %s: what left would have come in', (_, text, row) => {
      expect(refusal(() => read(text, {}, columns))).toBe(
        `${row}: it has 6 cells for 5 columns: a separator in a text is not quoted.`,
      );
    });

    it('is read where every row ends with a separator', () => {
      expect(amountsOf(file(`${good};`, `${good};`), {}, columns)).toEqual([500n, 500n]);
    });
  });

  it.each([
    [
      'ends of lines of two kinds',
      'Buchungstag;Name;Zweck;Betrag\r\n23.11.2026;A;B;1,00\n24.11.2026;A;B;2,00\r',
      0,
    ],
    [
      'a quote in a row above the columns',
      'Konto "x\nBuchungstag;Name;Zweck;Betrag\n23.11.2026;A;B;1,00\n24.11.2026;A;B;2,00',
      1,
    ],
  ])('is read with %s', (_, text, skip_rows) => {
    expect(amountsOf(text, { skip_rows })).toEqual([100n, 200n]);
    expect(refusal(() => read(`${text}\nx;y;z;1,00`, { skip_rows }))).toBe(
      `Row ${String(4 + skip_rows)}, column "Buchungstag": "x" is not a date written as DD.MM.YYYY.`,
    );
  });

  it('refuses a quote that does not end, and says where', () => {
    expect(refusal(() => read('Buchungstag;Name;Zweck;Betrag\n23.11.2026;"A;B;1,00\n'))).toMatch(
      /^(Row \d+|File): /,
    );
  });
});
