import { Command, Option } from 'nest-commander';
import { IsOptional } from 'class-validator';
import { IsCalendarDate } from '../http/calendar-date.js';
import type { DayCloseResponse } from '../day-close/day-close.dto.js';
import { DayCloseQueries } from '../day-close/day-close.queries.js';
import { DayClose } from '../day-close/day-close.service.js';
import { CliCommand } from './cli-command.js';
import { validated } from './input.js';
import { table, type Answer } from './output.js';
import { Platform } from './platform.js';
import { progress } from './progress.js';
import { SUMMARIES } from './summaries.js';

class DayCloseOptions {
  @IsOptional()
  @IsCalendarDate('2026-11-22')
  date?: string;
}

@Command(SUMMARIES.dayClose)
export class DayCloseCommand extends CliCommand<{ date?: string }> {
  constructor(private readonly platform: Platform) {
    super();
  }

  @Option({ flags: '--date <date>', description: 'close up to this business date, YYYY-MM-DD' })
  date(value: string): string {
    return value;
  }

  protected async answer(_args: string[], options: { date?: string }): Promise<Answer> {
    const { date } = await validated(DayCloseOptions, { date: options.date });
    const runs = await this.platform.use(async (app) =>
      app.get(DayCloseQueries).shown(await app.get(DayClose).run(date, progress())),
    );
    return { json: { day_closes: runs }, text: report(runs) };
  }
}

const HEADING = ['date', 'loans', 'assessed', 'late interest', 'overdue', 'default', 'reminders', 'notices'];

function report(runs: readonly DayCloseResponse[]): string {
  if (runs.length === 0) return 'Nothing to close.';
  const rows = runs.map((run) => [
    run.business_date,
    String(run.candidates),
    String(run.assessed),
    `${run.late_interest} ${run.currency}`,
    String(run.became_overdue),
    String(run.became_defaulted),
    String(run.reminders),
    String(run.notices),
  ]);
  return table([HEADING, ...rows], [1, 2, 3, 4, 5, 6, 7]);
}
