import {
  DEFAULT_MONTHS,
  LATE,
  LATE_MONTHS,
  MOST_DAYS_PAST_DUE,
  OPEN,
  REPAID,
  SCORE,
  YEAR,
  type Contribution,
  type ContributionName,
} from '../lending/credit-score.js';

const MOST_REASONS = 3;

/** The reason for a contribution, in a sentence that its customer understands. */
export function reasonOf({ name, inputs }: Contribution): string {
  const of = (input: string) => inputs[input] ?? 0;
  switch (name) {
    case 'repaid_loans':
      return repaid(of('on_time'), of('late'), of('counted'));
    case 'relationship':
      return of('years') === 0
        ? 'The first loan was less than a year ago, or there was none.'
        : `The first loan was ${of('years') >= YEAR.years ? `${String(YEAR.years)} years ago or more` : `${some(of('years'), 'year')} ago`}.`;
    case 'days_late':
      return of('days') === 0
        ? `No loan was late in the last ${String(LATE_MONTHS)} months.`
        : `Loans were ${some(of('days'), 'day')}${of('days') >= LATE.days ? ' or more' : ''} late in the last ${String(LATE_MONTHS)} months.`;
    case 'past_due':
      return of('days') === 0
        ? 'Nothing is past due.'
        : `A loan is ${some(of('days'), 'day')}${of('days') >= MOST_DAYS_PAST_DUE ? ' or more' : ''} past due.`;
    case 'defaults':
      return defaults(of('defaults'), of('written_off'));
    case 'amount_owed':
      return of('percent') === 0
        ? 'No principal is owed.'
        : `${String(of('percent'))} % of all the principal that was ever borrowed is still owed.`;
    case 'open_loans':
      return of('loans') === 0
        ? 'No loan is open.'
        : `${of('loans') >= OPEN.loans ? `${String(OPEN.loans)} loans or more are` : of('loans') === 1 ? '1 loan is' : `${String(of('loans'))} loans are`} open.`;
    case 'limit':
      return `Scores range from ${String(SCORE.min)} to ${String(SCORE.max)}; the points alone add up to ${String(of('sum'))}.`;
  }
}

/** What would raise a score: the contribution that would grow, and a sentence that says how. */
interface Advice {
  on: ContributionName;
  text: string;
}

/** What would raise a score: what can be done now comes first, what takes time comes last. */
export function adviceOn(contributions: readonly Contribution[]): Advice[] {
  const points = new Map(contributions.map((one) => [one.name, one.points]));
  const lost = (name: Contribution['name']) => -(points.get(name) ?? 0);
  const won = (name: Contribution['name']) => points.get(name) ?? 0;
  const advice: [ContributionName, boolean, string][] = [
    [
      'past_due',
      lost('past_due') > 0,
      `Paying what is past due brings ${some(lost('past_due'), 'point')} back.`,
    ],
    [
      'open_loans',
      lost('open_loans') > 0,
      `Paying off open loans until one is left brings ${some(lost('open_loans'), 'point')} back.`,
    ],
    [
      'amount_owed',
      lost('amount_owed') > 0,
      `Every repayment lowers what is owed; owing nothing brings ${some(lost('amount_owed'), 'point')} back.`,
    ],
    [
      'repaid_loans',
      won('repaid_loans') < REPAID.most,
      `A loan repaid on time adds ${String(REPAID.onTime)} points and a late one ${String(REPAID.late)}, up to ${String(REPAID.most)}; one loan a month counts.`,
    ],
    [
      'relationship',
      won('relationship') < YEAR.years * YEAR.points,
      `Every full year since the first loan adds ${String(YEAR.points)} points, up to ${String(YEAR.years * YEAR.points)}.`,
    ],
    [
      'days_late',
      lost('days_late') > 0,
      `Late days stop counting ${String(LATE_MONTHS)} months after their loan was last past due.`,
    ],
    [
      'defaults',
      lost('defaults') > 0,
      `A default stops counting ${String(DEFAULT_MONTHS)} months after its loan was last past due.`,
    ],
  ];
  return advice.flatMap(([on, holds, text]) => (holds ? [{ on, text }] : []));
}

/** Why a score is not higher: the contributions that cost most or, when none costs points, those that add none yet. */
export function reasonsAgainst(contributions: readonly Contribution[]): string[] {
  const costly = contributions
    .filter(({ name, points }) => points < 0 && name !== 'limit')
    .sort((a, b) => a.points - b.points);
  const missing = contributions.filter(
    ({ name, points }) => points === 0 && (name === 'repaid_loans' || name === 'relationship'),
  );
  return (costly.length > 0 ? costly : missing).slice(0, MOST_REASONS).map(reasonOf);
}

function repaid(onTime: number, late: number, counted: number): string {
  if (onTime + late === 0) return 'No loan is repaid yet.';
  const all = onTime + late;
  const how =
    late === 0 ? 'on time' : onTime === 0 ? 'after being late' : `${String(onTime)} of them on time`;
  const loans = all === 1 ? '1 loan is' : `${String(all)} loans are`;
  return counted === all
    ? `${loans} repaid, ${how}.`
    : `${loans} repaid, ${how}; ${String(counted)} of them count so far, one a month.`;
}

function defaults(others: number, writtenOff: number): string {
  const within = `in the last ${String(DEFAULT_MONTHS)} months`;
  if (others + writtenOff === 0) return `No loan was in default ${within}.`;
  const parts = [
    ...(others > 0 ? [`${some(others, 'loan')} in default`] : []),
    ...(writtenOff > 0 ? [`${some(writtenOff, 'loan')} written off`] : []),
  ];
  return `${parts.join(' and ')} ${within}.`;
}

function some(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? '' : 's'}`;
}
