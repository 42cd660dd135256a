import { Option, SubCommand } from 'nest-commander';
import { ArchiveRefused } from '../events/event-archive-tables.js';
import { EventArchives } from '../events/event-archives.service.js';
import { atTheServer } from './actor.js';
import { CliCommand } from './cli-command.js';
import { monthIn } from './month.js';
import { refusing, UsageError, type Answer } from './output.js';
import { Platform } from './platform.js';

@SubCommand({
  name: 'restore',
  arguments: '<month>',
  argsDescription: { month: 'YYYY-MM' },
  description:
    'Put an archived month of events back into the database; the file stays. Takes DATABASE_OWNER_URL.',
})
export class EventsRestoreCommand extends CliCommand<{ from?: string }> {
  constructor(private readonly platform: Platform) {
    super();
  }

  @Option({ flags: '--from <file>', description: 'the file, as events archive wrote it' })
  from(value: string): string {
    return value;
  }

  protected async answer([named = '']: string[], { from }: { from?: string }): Promise<Answer> {
    const month = monthIn(named);
    if (from === undefined) throw new UsageError('Say which file: --from FILE.');
    const restored = await refusing(ArchiveRefused, () =>
      this.platform.use((app) => app.get(EventArchives).restore(month, from, atTheServer())),
    );
    const { events, first_seq: first, last_seq: last } = restored;
    return {
      json: restored,
      text: `${String(events)} events of ${month} are back, numbers ${String(first)} to ${String(last)}.`,
    };
  }
}
