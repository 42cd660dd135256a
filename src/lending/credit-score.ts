import { addDays, addMonthsClipped, dateParts } from './dates.js';

/** The lowest and the highest score, and the score of a customer who has never borrowed. */
export const SCORE = { min: 300, max: 850, base: 600 } as const;

/** How long failures count: late days, and loans that were in default. */
export const LATE_MONTHS = 24;
export const DEFAULT_MONTHS = 60;

/**
 * A customer's record on the platform, as of a business date. A loan is late when it is past due by more than its grace
 * days. Principal in minor units.
 */
export interface ScoreFacts {
  /** When the first loan began; null if there is none. */
  firstLoanOn: string | null;
  /** Loans paid off: those that were never late, and the others. */
  repaidOnTime: number;
  repaidLate: number;
  /** The most days each loan was past due, summed over the loans that were late in the last 24 months. */
  daysLate: number;
  /** The earliest date on which one of these loans was last past due. */
  lateUntil: string | null;
  /** Current days past due of the open loan that is latest. */
  daysPastDue: number;
  /** Loans in default in the last 60 months; and, separately, loans written off and not recovered. */
  defaults: number;
  writeOffs: number;
  /** The earliest date on which one of these loans was last past due. */
  defaultUntil: string | null;
  openLoans: number;
  principalOutstanding: bigint;
  /** Of all loans ever granted. */
  principalLent: bigint;
}

export const NO_LOANS: ScoreFacts = {
  firstLoanOn: null,
  repaidOnTime: 0,
  repaidLate: 0,
  daysLate: 0,
  lateUntil: null,
  daysPastDue: 0,
  defaults: 0,
  writeOffs: 0,
  defaultUntil: null,
  openLoans: 0,
  principalOutstanding: 0n,
  principalLent: 0n,
};

export type ContributionName =
  | 'repaid_loans'
  | 'relationship'
  | 'days_late'
  | 'past_due'
  | 'defaults'
  | 'amount_owed'
  | 'open_loans'
  | 'limit';

/** The points that one kind of behaviour adds or takes, and the figures behind them. */
export interface Contribution {
  name: ContributionName;
  points: number;
  inputs: Record<string, number>;
}

export interface CreditScore {
  /** 300 to 850: the base and all points. */
  score: number;
  contributions: Contribution[];
  /** The next date on which the score changes by itself as time passes; null if it does not. */
  changesOn: string | null;
}

export const REPAID = { onTime: 15, late: 5, most: 150 };
export const YEAR = { points: 20, years: 5 };
export const LATE = { first: 30, pointsOfFirst: 2, days: 120 };
/** The score ignores further days past due. */
export const MOST_DAYS_PAST_DUE = 90;
/** The points for days past due from this number on; only the first match counts. */
const PAST_DUE = [
  { days: MOST_DAYS_PAST_DUE, points: 140 },
  { days: 61, points: 110 },
  { days: 31, points: 80 },
  { days: 8, points: 40 },
  { days: 1, points: 15 },
];
const DEFAULTS = { default: 80, writeOff: 160, most: 300, count: 4 };
const OWED = { pointsOfAll: 40 };
export const OPEN = { points: 10, loans: 5 };

/**
 * The score on a business date, with its parts: base and points add up to it exactly (docs/credit-score.md). Integers
 * throughout. The share still owed is rounded up to a whole percent, its points towards zero. More late days, defaults
 * or principal owed never raise the score; another repaid loan never lowers it.
 */
export function creditScore(facts: ScoreFacts, on: string): CreditScore {
  const months = facts.firstLoanOn === null ? 0 : wholeMonths(facts.firstLoanOn, on);
  const contributions = [
    repaidLoans(facts, months),
    relationship(months),
    daysLate(facts),
    pastDue(facts),
    defaults(facts),
    amountOwed(facts),
    openLoans(facts),
  ];
  const sum = contributions.reduce<number>((total, { points }) => total + points, SCORE.base);
  const score = Math.min(SCORE.max, Math.max(SCORE.min, sum));
  if (score !== sum) contributions.push({ name: 'limit', points: score - sum, inputs: { sum } });
  return { score, contributions, changesOn: nextChange(facts, months, on) };
}

/**
 * At most one loan per month, plus one, counts, so that nobody gains points by borrowing and repaying ten times a day.
 */
function repaidLoans({ repaidOnTime, repaidLate }: ScoreFacts, months: number): Contribution {
  const onTime = Math.min(repaidOnTime, months + 1);
  const late = Math.min(repaidLate, months + 1 - onTime);
  return {
    name: 'repaid_loans',
    points: Math.min(REPAID.most, onTime * REPAID.onTime + late * REPAID.late),
    inputs: { on_time: repaidOnTime, late: repaidLate, counted: onTime + late },
  };
}

function relationship(months: number): Contribution {
  const years = Math.min(YEAR.years, Math.floor(months / 12));
  return { name: 'relationship', points: years * YEAR.points, inputs: { years } };
}

function daysLate(facts: ScoreFacts): Contribution {
  const days = Math.min(LATE.days, facts.daysLate);
  const first = Math.min(LATE.first, days);
  return { name: 'days_late', points: 0 - first * LATE.pointsOfFirst - (days - first), inputs: { days } };
}

function pastDue({ daysPastDue }: ScoreFacts): Contribution {
  const step = PAST_DUE.find(({ days }) => daysPastDue >= days);
  const days = Math.min(MOST_DAYS_PAST_DUE, daysPastDue);
  return { name: 'past_due', points: 0 - (step?.points ?? 0), inputs: { days } };
}

function defaults(facts: ScoreFacts): Contribution {
  const writeOffs = Math.min(DEFAULTS.count, facts.writeOffs);
  const others = Math.min(DEFAULTS.count, facts.defaults);
  const points = Math.min(DEFAULTS.most, others * DEFAULTS.default + writeOffs * DEFAULTS.writeOff);
  return { name: 'defaults', points: 0 - points, inputs: { defaults: others, written_off: writeOffs } };
}

function amountOwed({ principalOutstanding, principalLent }: ScoreFacts): Contribution {
  const percent = percentUp(principalOutstanding, principalLent);
  return {
    name: 'amount_owed',
    points: 0 - Math.floor((percent * OWED.pointsOfAll) / 100),
    inputs: { percent },
  };
}

function openLoans(facts: ScoreFacts): Contribution {
  const loans = Math.min(OPEN.loans, facts.openLoans);
  return { name: 'open_loans', points: 0 - Math.max(0, loans - 1) * OPEN.points, inputs: { loans } };
}

/** A part of a whole in percent, rounded up; at most 100, and 0 if the whole is zero. */
function percentUp(part: bigint, whole: bigint): number {
  if (part <= 0n || whole <= 0n) return 0;
  const percent = (part * 100n + whole - 1n) / whole;
  return percent > 100n ? 100 : Number(percent);
}

function wholeMonths(from: string, on: string): number {
  const [a, b] = [dateParts(from), dateParts(on)];
  const months = (b.year - a.year) * 12 + b.month - a.month;
  return Math.max(0, addMonthsClipped(from, months) > on ? months - 1 : months);
}

function nextChange(facts: ScoreFacts, months: number, on: string): string | null {
  const { firstLoanOn, lateUntil, defaultUntil, repaidOnTime, repaidLate } = facts;
  const candidates: string[] = [];
  if (firstLoanOn !== null) {
    if (repaidOnTime + repaidLate > months + 1) candidates.push(addMonthsClipped(firstLoanOn, months + 1));
    const year = Math.floor(months / 12) + 1;
    if (year <= YEAR.years) candidates.push(addMonthsClipped(firstLoanOn, year * 12));
  }
  if (lateUntil !== null) candidates.push(addDays(addMonthsClipped(lateUntil, LATE_MONTHS), 1));
  if (defaultUntil !== null) candidates.push(addDays(addMonthsClipped(defaultUntil, DEFAULT_MONTHS), 1));
  return candidates.filter((date) => date > on).sort()[0] ?? null;
}
