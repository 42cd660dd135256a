import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { workOut, type LoanCase } from './case.js';

interface Golden extends LoanCase {
  expected_schedule: unknown;
  expected_totals: unknown;
}

const folders = ['./vectors/', '../../../shared/vectors/']
  .map((path) => new URL(path, import.meta.url))
  .filter((folder) => existsSync(folder));

for (const folder of folders) {
  describe(`the golden numbers of ${folder.pathname}`, () => {
    for (const file of ['schedules.json', 'repayments.json']) {
      for (const golden of JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Golden[]) {
        it(`${file} ${golden.id}, every cell`, () => {
          expect(workOut(golden)).toEqual({
            id: golden.id,
            schedule: golden.expected_schedule,
            totals: golden.expected_totals,
          });
        });
      }
    }
  });
}

describe('a case', () => {
  it('with other terms than ours is refused', () => {
    const [golden] = JSON.parse(
      readFileSync(new URL('./vectors/schedules.json', import.meta.url), 'utf8'),
    ) as Golden[];
    const known = golden as Golden;
    expect(() => workOut({ ...known, terms: { ...known.terms, rounding: 'half_up' } })).toThrow(RangeError);
    expect(() => workOut({ ...known, terms: { ...known.terms, annual_rate_percent: '-1' } })).toThrow(
      RangeError,
    );
  });
});
