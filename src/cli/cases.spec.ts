import { describe, expect, it } from '@jest/globals';
import { calculate } from './cases.js';
import { UsageError } from './output.js';
import { aprOf, xirrOf } from './rate-cases.js';
import { scheduleOf } from './schedule-case.js';

const CALCULATORS = { schedule: scheduleOf, apr: aprOf, xirr: xirrOf };

const TERMS = {
  principal: '1000.00',
  annual_rate_percent: '5',
  start_date: '2026-01-31',
  installments: 2,
  every: 1,
  unit: 'months',
  interest_method: 'flat',
  day_count: '30/360',
  period_interest: 'equal_periods',
  currency_decimals: 2,
  rounding: 'half_even',
};

describe('a faulty case is refused with a sentence that names it', () => {
  const terms = (changes: object) => ({ id: 'X', terms: { ...TERMS, ...changes } });
  const paid = (payment: unknown) => ({ ...terms({}), payments: [payment] });
  const credit = (unit: object) => ({ id: 'A', kind: 'apr.us_actuarial', inputs: unit });
  const flows = (...pairs: unknown[]) => ({ id: 'F', kind: 'xirr', inputs: { flows: pairs } });
  const cases: [name: string, command: keyof typeof CALCULATORS, input: unknown, sentence: string][] = [
    ['nothing', 'schedule', ' \n', 'Standard input is empty; it must be one case or a list of cases.'],
    ['no JSON', 'xirr', 'id,terms', 'Standard input is not JSON: '],
    ['no object', 'apr', [1], 'Case 0 is not a JSON object.'],
    ['a strange id', 'schedule', { id: {} }, 'Case 0: id must be a text or a number.'],
    ['no terms', 'schedule', { id: 'X' }, 'Case X: terms is missing.'],
    ['a missing member', 'schedule', [terms({ unit: undefined })], 'Case X: terms.unit is missing.'],
    [
      'a unit',
      'schedule',
      terms({ unit: 'years' }),
      'terms.unit must be one of days, weeks, months, not "years".',
    ],
    ['a date', 'schedule', terms({ start_date: '2026-02-30' }), 'terms.start_date must be a date such as '],
    [
      'a first due date',
      'schedule',
      terms({ first_due_date: '2026-01-31' }),
      'terms.first_due_date must be after ',
    ],
    [
      'an end',
      'schedule',
      terms({ start_date: '9999-12-31' }),
      'Case X: the schedule must end by 9999-12-31.',
    ],
    [
      'a rounding',
      'schedule',
      terms({ rounding: 'half_up' }),
      'terms.rounding must be half_even, not "half_up".',
    ],
    [
      'fine money',
      'schedule',
      terms({ principal: '1.001' }),
      'terms.principal must have at most 2 digits after',
    ],
    ['no money', 'schedule', terms({ principal: '0.00' }), 'terms.principal must be more than zero.'],
    [
      'a long number',
      'schedule',
      terms({ principal: 1234567890123456 }),
      'terms.principal has more digits than',
    ],
    [
      'a negative rate',
      'schedule',
      terms({ annual_rate_percent: -1 }),
      'terms.annual_rate_percent must be a plain',
    ],
    [
      'no instalment',
      'schedule',
      terms({ installments: 0 }),
      'terms.installments must be a whole number from 1',
    ],
    [
      'an order',
      'schedule',
      terms({ allocation_order: ['fee'] }),
      'terms.allocation_order must name interest and',
    ],
    [
      'a negative payment',
      'schedule',
      paid(['2026-02-01', '-1']),
      'Case X: payments[0].amount must be a plain',
    ],
    [
      'a payment too early',
      'schedule',
      paid(['2026-01-30', '1']),
      'payments[0].date must not be before 2026-01-31.',
    ],
    ['half a payment', 'schedule', paid(['2026-01-31']), 'payments[0] must have a date and an amount.'],
    ['another kind', 'apr', flows(), 'Case F: kind must be one of apr.us_actuarial, apr.eu,'],
    ['a whole file', 'xirr', { id: 'A', kind: 'apr.eu' }, 'Case A: kind must be xirr, not "apr.eu".'],
    [
      'flows of one sign',
      'xirr',
      flows(['2026-01-01', 1], ['2027-01-01', 2]),
      'Case F: no rate fits these amounts',
    ],
    [
      'a flow',
      'xirr',
      flows(['2026-01-01', '1,5']),
      'Case F: inputs.flows[0].amount must be a plain decimal',
    ],
    [
      'no payments',
      'apr',
      { id: 'A', kind: 'apr.eu', inputs: { loan: 1, loan_date: '2026-01-01', payments: [] } },
      'inputs.payments must not be empty.',
    ],
    [
      'a unit-period',
      'apr',
      credit({ unit_period: 'moon' }),
      'Case A: inputs.unit_period must be one of day, week,',
    ],
    [
      'a unit-period that every object has',
      'apr',
      credit({ unit_period: 'constructor' }),
      'Case A: inputs.unit_period must be one of day, week,',
    ],
    [
      'periods of a year',
      'apr',
      credit({ unit_period: 'month', unit_periods_per_year: 5 }),
      'must divide 12',
    ],
    ['a flag', 'schedule', terms({ early_payment_reduces_interest: 'no' }), 'must be true or false.'],
    [
      'a year before the first',
      'apr',
      {
        kind: 'apr.eu',
        inputs: { loan: '1000', loan_date: '0001-01-12', payments: [['0001-03-15', '1200.00']] },
      },
      'Case 0: the days up to 0001-01-15 are told in parts of the year before it, and there is no year 0.',
    ],
    [
      'as of before the start',
      'schedule',
      { ...terms({}), as_of: '2026-01-01' },
      'Case X: as_of must not be before',
    ],
  ];
  for (const [name, command, input, sentence] of cases) {
    it(`${command}: ${name}`, () => {
      const text = typeof input === 'string' ? input : JSON.stringify(input);
      let refusal: unknown;
      try {
        calculate<unknown>(text, CALCULATORS[command]);
      } catch (error) {
        refusal = error;
      }
      expect(refusal).toBeInstanceOf(UsageError);
      const { message } = refusal as UsageError;
      expect(message).toContain(sentence);
      expect(message).toMatch(/^[^\n]+\.$/);
    });
  }
});
