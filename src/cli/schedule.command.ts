import { Command } from 'nest-commander';
import { CaseCommand } from './case-command.js';
import { table } from './output.js';
import { scheduleOf, type ScheduledCase } from './schedule-case.js';
import { SUMMARIES } from './summaries.js';

@Command(SUMMARIES.schedule)
export class ScheduleCommand extends CaseCommand<ScheduledCase> {
  protected override readonly manual = `Reads {"id", "terms", "payments", "as_of"} or a list of these, in the shape of src/lending/vectors/schedules.json
and repayments.json; "id", "payments" and "as_of" are optional. Answers [{"id", "schedule", "totals"}]: the plan
at the start or, with payments, the state of the loan on "as_of" (by default the day of the last payment).

Example:
  npm run --silent cli -- schedule --table <<< '{"terms": {"principal": "1000.00", "annual_rate_percent": "5",
    "start_date": "2026-01-31", "installments": 12, "every": 1, "unit": "months", "interest_method": "flat",
    "day_count": "actual/365", "period_interest": "equal_periods", "currency_decimals": 2, "rounding": "half_even"}}'`;

  protected override readonly workOut = scheduleOf;

  protected tableOf(cases: readonly ScheduledCase[]): string {
    return cases.map(scheduleTable).join('\n\n');
  }
}

/** The rows under the case's id, the totals below their columns. */
function scheduleTable({ id, schedule, totals }: ScheduledCase): string {
  const columns = Object.keys(schedule[0] ?? {});
  const { total = '', overpaid, ...others } = totals;
  const sums: Record<string, string> = { ...others, nr: 'total', total_due: total };
  const rows = [
    columns,
    ...schedule.map((row) => columns.map((column) => String(row[column]))),
    columns.map((column) => sums[column] ?? ''),
  ];
  const rightAligned = columns.map((_, index) => index).filter((index) => columns[index] !== 'due_date');
  const surplus = overpaid === undefined ? [] : [`Overpaid: ${overpaid}`];
  return [`Case ${String(id)}`, table(rows, rightAligned), ...surplus].join('\n');
}
