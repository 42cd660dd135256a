/** How late loans are, by days past due: the ranges of all reports. */
export const AGES = [
  { name: 'current', from_days: 0, to_days: 0 },
  { name: '1-30', from_days: 1, to_days: 30 },
  { name: '31-60', from_days: 31, to_days: 60 },
  { name: '61-90', from_days: 61, to_days: 90 },
  { name: 'over 90', from_days: 91, to_days: null },
] as const;

/** The place of loan `l` in `AGES` on a date, as SQL. */
export function ageOn(date: string): string {
  const whens = AGES.slice(1).map(
    ({ from_days: from }, index) =>
      `WHEN ${date}::date - l.next_due_on >= ${String(from)} THEN ${String(index + 1)}`,
  );
  return `CASE ${whens.reverse().join(' ')} ELSE 0 END`;
}
