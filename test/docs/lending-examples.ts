import { table } from '../../src/cli/output.js';
import { commissionOn } from '../../src/lending/commission.js';
import { annuity, periodRates } from '../../src/lending/declining-schedule.js';
import { installmentTotal } from '../../src/lending/installment.js';
import { lateInterestTrace } from '../../src/lending/late.js';
import { dateOfDayNumber } from '../../src/lending/dates.js';
import { divideHalfEven, formatMoney } from '../../src/lending/money.js';
import { periodsOf } from '../../src/lending/periods.js';
import { buildSchedule } from '../../src/lending/schedule.js';
import { splitCumulative } from '../../src/lending/split.js';
import type { LoanTerms } from '../../src/lending/terms.js';

const money = (minor: bigint) => formatMoney(minor, 2);
const FIGURES = [0, 2, 3, 4, 5, 6, 7, 8];

/** The terms that a bank begins with. */
const DEFAULT_TERMS: LoanTerms = {
  principal: 1000_00n,
  annualRate: '0.05',
  interestMethod: 'flat',
  interestRounding: 'per_loan',
  dayCount: 'actual/365',
  periodInterest: 'equal_periods',
  installments: 12,
  every: 1,
  unit: 'months',
  startOn: '2026-01-31',
};

function schedule(terms: LoanTerms): string {
  const rows = buildSchedule(terms);
  return table(
    [
      ['nr', 'due', 'principal', 'interest', 'instalment', 'balance'],
      ...rows.map((row) => [
        String(row.nr),
        row.dueOn,
        money(row.principal),
        money(row.interest),
        money(installmentTotal(row)),
        money(row.balance),
      ]),
    ],
    FIGURES,
  );
}

/** What the annuity would be, and with what the schedule ends level. */
function levelled(): string {
  const loans = [
    { principal: 5000_00n, annualRate: '0.24', installments: 24 },
    { principal: 2000_00n, annualRate: '0.36', installments: 24 },
    { principal: 500_00n, annualRate: '0.48', installments: 30 },
  ];
  return table(
    [
      ['loan', 'rate', 'instalments', 'annuity', 'instalment', 'last one'],
      ...loans.map((loan) => {
        const terms: LoanTerms = {
          ...DEFAULT_TERMS,
          ...loan,
          interestMethod: 'declining_balance',
          interestRounding: 'per_period',
          dayCount: '30/360',
          periodInterest: 'actual_days',
        };
        const exact = annuity(terms.principal, periodRates(terms, periodsOf(terms)));
        const rows = buildSchedule(terms);
        return [
          money(loan.principal),
          loan.annualRate,
          String(loan.installments),
          money(divideHalfEven(exact.numerator, exact.denominator)),
          money(installmentTotal(rows[0] as (typeof rows)[number])),
          money(installmentTotal(rows.at(-1) as (typeof rows)[number])),
        ];
      }),
    ],
    [0, 1, ...FIGURES],
  );
}

function late(): string {
  const trace = lateInterestTrace(
    { dueOn: '2026-03-01', amount: 87_50n, payments: [{ on: '2026-03-20', amount: 50_00n }] },
    { lateInterestRate: '0.10', graceDays: 5 },
    '2026-04-01',
  );
  const spans = trace.spans.map(({ from, to, amount }) => [
    `after ${dateOfDayNumber(from)}`,
    `up to ${dateOfDayNumber(to)}`,
    money(amount),
    String(to - from),
    `${money(amount)} * 0.10 * ${String(to - from)} / 365`,
  ]);
  return `${table([['from', 'to', 'overdue', 'days', 'exact'], ...spans], [2, 3])}
late interest ${money(trace.rounded)}`;
}

/** Payments of these amounts one after the other, split among those who lent `weights`. */
function shares(): string {
  const weights = [500_00n, 300_00n, 200_00n];
  const received = weights.map(() => 0n);
  const rows = [83_33n, 83_33n, 83_34n, 1n, 1n, 1n].map((amount) => {
    const paidSoFar = received.reduce((sum, got) => sum + got, 0n);
    const parts = splitCumulative({ weights, paidSoFar, amount, received });
    parts.forEach((part, index) => (received[index] = (received[index] as bigint) + part));
    return [money(amount), ...parts.map(money), ...received.map(money)];
  });
  return table([['payment', 'A', 'B', 'C', 'A has', 'B has', 'C has'], ...rows], FIGURES.concat(1));
}

function commission(): string {
  const payments = [4_17n, 4_16n, 4_17n, 4_17n];
  let paid = 0n;
  const rows = payments.map((interest) => {
    const before = commissionOn(paid, '0.15');
    paid += interest;
    const own = commissionOn(paid, '0.15') - before;
    return [money(interest), money(paid), money(before + own), money(own), money(interest - own)];
  });
  return table(
    [['interest', 'so far', 'commission so far', 'commission', 'providers'], ...rows],
    FIGURES.concat(1),
  );
}

/** The examples of docs/lending-rules.md that no command prints, by their names. */
export const EXAMPLES: Readonly<Record<string, () => string>> = {
  'default terms': () => schedule(DEFAULT_TERMS),
  levelled,
  'late interest': late,
  shares,
  commission,
};
