import { Command, Option } from 'nest-commander';
import type { QueueEntryResponse } from '../origination/funding-queue.dto.js';
import { FundingQueueQueries } from '../origination/funding-queue.queries.js';
import { FundingQueue } from '../origination/funding-queue.service.js';
import { CliCommand } from './cli-command.js';
import { table, type Answer } from './output.js';
import { Platform } from './platform.js';
import { SUMMARIES } from './summaries.js';

const SHOWN = 100;

@Command(SUMMARIES.queue)
export class QueueCommand extends CliCommand<{ drain?: boolean }> {
  constructor(private readonly platform: Platform) {
    super();
  }

  @Option({
    flags: '--drain',
    description:
      'fund loans while the money lasts, and end those that have waited too long or would now be refused',
  })
  drain(): boolean {
    return true;
  }

  protected answer(_args: string[], options: { drain?: boolean }): Promise<Answer> {
    return this.platform.use(async (app) => {
      const drained = options.drain === true ? await app.get(FundingQueue).drain() : null;
      const { entries, count, amount } = await app.get(FundingQueueQueries).inOrder(SHOWN);
      const did = drained && { funded: drained.begun, expired: drained.expired, refused: drained.refused };
      return {
        json: { ...(did ? { drained: did } : {}), count, amount, results: entries },
        text: [
          ...(did
            ? [
                `${String(did.funded)} funded, ${String(did.expired)} expired, ${String(did.refused)} refused.`,
              ]
            : []),
          report(entries, count, amount),
        ].join('\n'),
      };
    });
  }
}

const HEADING = ['', 'loan', 'amount', 'queued', 'until', 'money reserved'];

function report(entries: readonly QueueEntryResponse[], count: number, amount: string): string {
  const [first] = entries;
  if (!first) return 'No loan is waiting for money.';
  const rows = entries.map((entry) => [
    String(entry.position),
    entry.loan,
    entry.amount,
    entry.queued_at.slice(0, 16).replace('T', ' '),
    entry.expires_on,
    entry.holds_line ? 'yes' : '',
  ]);
  const more = count > entries.length ? `\n… and ${String(count - entries.length)} more` : '';
  return `${table([HEADING, ...rows], [0, 2])}${more}\n${String(count)} wait for ${amount} ${first.currency}.`;
}
