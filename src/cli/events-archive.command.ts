import { Option, SubCommand } from 'nest-commander';
import { ArchiveRefused, type ArchivedMonth, type MonthOfEvents } from '../events/event-archive-tables.js';
import { EventArchives } from '../events/event-archives.service.js';
import { atTheServer } from './actor.js';
import { CliCommand } from './cli-command.js';
import { monthIn } from './month.js';
import { note, refusing, table, UsageError, type Answer } from './output.js';
import { Platform } from './platform.js';

interface Options {
  before?: string;
  to?: string;
  yes?: boolean;
}

type Kept = ArchivedMonth & { path: string };

/** Shows what would be archived; does it with --yes only. */
@SubCommand({
  name: 'archive',
  description:
    'Show which months of events can be moved to files; with --yes, move them, one file a month. Takes DATABASE_OWNER_URL.',
})
export class EventsArchiveCommand extends CliCommand<Options> {
  constructor(private readonly platform: Platform) {
    super();
  }

  @Option({
    flags: '--before <month>',
    description: 'all months before this one, YYYY-MM, or none; by default those that nothing holds',
  })
  before(value: string): string {
    return monthIn(value);
  }

  @Option({ flags: '--to <directory>', description: 'where the files go; keep them like backups' })
  to(value: string): string {
    return value;
  }

  @Option({ flags: '--yes', description: 'archive; without it, only show what would be archived' })
  yes(): boolean {
    return true;
  }

  protected async answer(_args: string[], { before, to, yes = false }: Options): Promise<Answer> {
    if (yes && to === undefined) throw new UsageError('Say where the files go: --to DIRECTORY.');
    return refusing(ArchiveRefused, () =>
      this.platform.use(async (app) => {
        const archives = app.get(EventArchives);
        const { here, archived } = await archives.list();
        const chosen = here.filter(({ month, held_by: holds }) =>
          before === undefined ? holds.length === 0 : month < before,
        );
        const held = chosen.filter(({ held_by: holds }) => holds.length > 0);
        if (!yes || to === undefined) return preview(here, archived, chosen, held);
        const [first] = held;
        if (first) throw new UsageError(`${first.month} cannot be archived: ${first.held_by.join('; ')}.`);
        const kept: Kept[] = [];
        for (const { month } of chosen) {
          const one = await archives.archive(month, to, atTheServer());
          note(`${one.month}: ${String(one.events)} events, ${one.path}`);
          kept.push(one);
        }
        const text =
          kept.length === 0 ? 'There is no month to archive.' : `${String(kept.length)} months are archived.`;
        return { json: { archived: kept }, text };
      }),
    );
  }
}

function preview(
  here: readonly MonthOfEvents[],
  archived: readonly ArchivedMonth[],
  chosen: readonly MonthOfEvents[],
  held: readonly MonthOfEvents[],
): Answer {
  const rows = [
    ...archived.map((one) => [
      ...columnsOf(one),
      `archived on ${one.archived_at.slice(0, 10)} in ${one.file}`,
    ]),
    ...here.map((one) => [...columnsOf(one), stateOf(one, chosen)]),
  ];
  const months = table([['month', 'events', 'first', 'last', ''], ...rows], [1, 2, 3]);
  return {
    json: { here, archived, would_archive: chosen.map(({ month }) => month) },
    text: `${rows.length === 0 ? 'There are no events.' : months}\nNothing was archived. --yes --to DIRECTORY archives.`,
    negative: held.length > 0,
  };
}

function columnsOf({
  month,
  events,
  first_seq: first,
  last_seq: last,
}: ArchivedMonth | MonthOfEvents): string[] {
  return [month, String(events), String(first), String(last)];
}

function stateOf(one: MonthOfEvents, chosen: readonly MonthOfEvents[]): string {
  if (one.held_by.length > 0) return one.held_by.join('; ');
  return chosen.includes(one) ? 'would be archived' : 'could be archived';
}
