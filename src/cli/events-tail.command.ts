import { Option, SubCommand } from 'nest-commander';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventResponse } from '../events/events.dto.js';
import { EventsQueries } from '../events/events.queries.js';
import { CliCommand } from './cli-command.js';
import { UsageError, type Answer } from './output.js';
import { Platform } from './platform.js';

const LOOK_MS = 500;
const MOST = 1000;

interface Options {
  lines?: number;
  follow?: boolean;
}

@SubCommand({ name: 'tail', description: 'Show the newest events, and with --follow those that come.' })
export class EventsTailCommand extends CliCommand<Options> {
  constructor(private readonly platform: Platform) {
    super();
  }

  @Option({ flags: '--lines <count>', description: 'how many of the newest to begin with (20)' })
  lines(text: string): number {
    const count = Number.parseInt(text, 10);
    if (!/^\d+$/.test(text) || count < 1 || count > MOST) {
      throw new UsageError(`--lines must be from 1 to ${String(MOST)}.`);
    }
    return count;
  }

  @Option({ flags: '--follow', description: 'go on until Ctrl-C, one line an event' })
  follow(): boolean {
    return true;
  }

  protected answer(_args: string[], { lines = 20, follow = false }: Options): Promise<Answer> {
    return this.platform.use(async (app) => {
      const queries = app.get(EventsQueries);
      const newest = await queries.newest(lines);
      if (!follow) {
        return {
          json: { results: newest },
          text: newest.map(lineOf).join('\n') || 'Nothing has happened yet.',
        };
      }
      let last = 0;
      for (let shown = newest; ; shown = await queries.after(last, MOST)) {
        for (const event of shown) process.stdout.write(`${lineOf(event)}\n`);
        last = shown.at(-1)?.seq ?? last;
        await sleep(LOOK_MS);
      }
    });
  }
}

function lineOf({ seq, occurred_at: at, type, subject, data }: EventResponse): string {
  return [String(seq), at, type, subject.id ?? '-', JSON.stringify(data)].join(' ');
}
