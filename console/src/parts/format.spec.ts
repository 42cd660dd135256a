import { afterEach, describe, expect, it } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { date, duration, exactMoney, instant, money, moneyTick, percent, showAs } from './format';
import { asSentence, words } from './words';
import { catalogueOf, readWords, SHARED } from '../../../web/words-plugin.mjs';
import { dataInWords, typesInWords } from '../events/event-words';
import { listed, listedApart, pair, speak } from '../words/say';

const WORDS = fileURLToPath(new URL('../words/', import.meta.url));
speak('en', catalogueOf(readWords(SHARED, WORDS), 'en'));

const point = new Intl.NumberFormat().formatToParts(0.5)[1]?.value ?? '.';
/** The notation is that of the reader; these are the figures themselves. */
const digits = (text: string) =>
  [...text]
    .filter((sign) => /\d/.test(sign) || sign === point)
    .join('')
    .replace(point, '.');

describe('what is shown', () => {
  afterEach(() => {
    showAs({ time_zone: 'UTC', currency: 'USD' });
  });

  it('is a rate with all of its digits', () => {
    expect(
      ['0.12345', '0.123456', '0.05', '0.0005', '10', '-0.005'].map((ratio) => percent(ratio)).map(digits),
    ).toEqual(['12.345', '12.3456', '5', '0.05', '1000', '0.5']);
  });

  it('is an instant on one date, that of the bank, wherever it stands, and names its zone', () => {
    const at = '2026-11-25T23:30:00.000Z';
    expect(instant(at)).toContain('UTC');
    showAs({ time_zone: 'Asia/Kolkata', currency: 'INR' });
    expect(date(at)).toBe(date('2026-11-26'));
    expect(instant(at)).toContain(date('2026-11-26'));
    expect(instant(at)).toMatch(/0?5:00.*(GMT\+5:30|IST)/);
    showAs({ time_zone: 'America/Lima', currency: 'PEN' });
    expect(date(at)).toBe(date('2026-11-25'));
    expect(date('2026-11-25')).toContain('25');
  });

  it('is a date that keeps together, of an instant too, whose time may go on in the next line', () => {
    for (const [language, day] of [
      ['en', 'Nov\u00a025,\u00a02026'],
      ['fr', '25\u00a0nov.\u00a02026'],
    ] as const) {
      speak(language, catalogueOf(readWords(SHARED, WORDS), language), language);
      expect(date('2026-11-25')).toBe(day);
      const [first, second, ...more] = instant('2026-11-25T23:30:00.000Z').split(' ');
      expect([first, more]).toEqual([`${day},`, []]);
      expect(second).toMatch(/^(11:30.PM|23:30)\u00a0UTC$/);
    }
    speak('en', catalogueOf(readWords(SHARED, WORDS), 'en'));
  });

  it('is never minor units', () => {
    expect(digits(exactMoney('2104.1666666667', 'USD'))).toBe('21.041666666667');
    expect(digits(exactMoney('416.5', 'KWD'))).toBe('0.4165');
    expect(digits(exactMoney('0', 'USD'))).toBe('0.00');
    expect(digits(exactMoney('123456.5', 'JPY'))).toBe('123456.5');
    expect(digits(exactMoney('7', 'USD'))).toBe('0.07');
  });

  it('is an amount with all of its digits, also after another with fewer', () => {
    expect(['5', '5.00', '123456789012.3456'].map((text) => digits(money(text, 'USD')))).toEqual([
      '5',
      '5.00',
      '123456789012.3456',
    ]);
    expect([1000, 2.5].map((value) => digits(moneyTick(value, 'USD')))).toEqual(['1000', '2.50']);
  });

  it('is a duration, a code, a sentence in words', () => {
    expect(['P365D', 'P1Y', 'P12M', 'P1W'].map(duration)).toEqual([
      '365 days',
      '1 year',
      '12 months',
      '1 week',
    ]);
    expect(['equal_periods', 'some_new_code'].map(words)).toEqual([
      'The same for each period',
      'Some new code',
    ]);
    expect(
      asSentence('min_loan_amount must not be above max_loan_amount.', {
        field: 'min_loan_amount',
        label: 'Least for a loan, in USD',
      }),
    ).toBe('Least for a loan, in USD must not be above “Most for a loan”.');
    expect(
      asSentence('name must be unique; "good" is used twice.', {
        field: 'score_bands.1.name',
        label: 'Band',
      }),
    ).toBe('Band must be unique; "good" is used twice.');
    expect(asSentence('P365D cannot be cut into 7 equal instalments.')).toBe(
      '365 days cannot be cut into 7 equal instalments.',
    );
    expect(asSentence('as_of must be a date from 2026-11-25 on.')).toBe(
      `As of must be a date from ${date('2026-11-25')} on.`,
    );
    expect(asSentence('Kept in the fund by reserve_amount of the mandate.')).toBe(
      'Kept in the fund by “Keeps in reserve” of the mandate.',
    );
  });
});

describe('a line in Arabic', () => {
  afterEach(() => {
    speak('en', catalogueOf(readWords(SHARED, WORDS), 'en'));
  });

  it('points from what was to what is as it is read, and has the commas of the language', () => {
    const change = { before: '551', score: '552' };
    const types = ['day.closed', 'loan.overdue'];
    expect(dataInWords(change)).toBe('551 → 552');
    expect(typesInWords(types)).toContain(', ');
    speak('ar', catalogueOf(readWords(SHARED, WORDS), 'ar'));
    expect(dataInWords(change)).toBe('551 ← 552');
    expect(typesInWords(types)).toMatch(/^[^,]+، [^,]+$/);
    expect([listed(['1', '2']), listedApart(['1', '2'])]).toEqual(['1، 2', '1؛ 2']);
  });
});

describe('a line in French', () => {
  afterEach(() => {
    speak('en', catalogueOf(readWords(SHARED, WORDS), 'en'));
  });

  it('has a space before its colons and semicolons, at which no line ends', () => {
    expect(listedApart([pair('Rate', '5 %'), 'more'])).toBe('Rate: 5 %; more');
    speak('fr', catalogueOf(readWords(SHARED, WORDS), 'fr'));
    expect(listedApart([pair('Taux', '5 %'), 'plus'])).toBe('Taux\u00a0: 5 %\u00a0; plus');
  });
});
