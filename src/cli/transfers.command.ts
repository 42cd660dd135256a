import { Command, Option } from 'nest-commander';
import { GatewayErasuresQueries, type StuckErasure } from '../gateways/gateway-erasures.queries.js';
import { StuckTransfers, type StuckTransfer } from '../gateways/stuck-transfers.queries.js';
import { CliCommand } from './cli-command.js';
import { table, UsageError, type Answer } from './output.js';
import { Platform } from './platform.js';
import { SUMMARIES } from './summaries.js';

@Command(SUMMARIES.transfers)
export class TransfersCommand extends CliCommand<{ stuck?: boolean }> {
  constructor(private readonly platform: Platform) {
    super();
  }

  @Option({
    flags: '--stuck',
    description:
      'those in review, unclear, or later than their gateway usually is, and what to do about each; and what gateways have ' +
      'not deleted of people who were erased',
  })
  stuck(): boolean {
    return true;
  }

  protected answer(_args: string[], { stuck }: { stuck?: boolean }): Promise<Answer> {
    if (stuck !== true) throw new UsageError('Say which: transfers --stuck.');
    return this.platform.use(async (app) => {
      const results = await app.get(StuckTransfers).list();
      const erasures = await app.get(GatewayErasuresQueries).stuck();
      const text = [report(results), ...(erasures.length === 0 ? [] : [undeleted(erasures)])].join('\n\n');
      return { json: { count: results.length, results, erasures }, text };
    });
  }
}

const HEADING = ['transfer', 'gateway', 'for', 'amount', 'state', 'since', 'expected'];

function undeleted(erasures: readonly StuckErasure[]): string {
  const advice = erasures.map(({ id, gateway, erased_at: since, attempts, why, what_to_do: advice }) => {
    const tried = `${id} at ${gateway}, erased here on ${since.slice(0, 10)}, tried ${String(attempts)} times`;
    return [tried, why, advice].filter((text) => text !== null).join('\n  ');
  });
  return ['Cards and accounts of erased people that a gateway has not deleted:', ...advice].join('\n');
}

function report(stuck: readonly StuckTransfer[]): string {
  if (stuck.length === 0) return 'No transfer is stuck.';
  const rows = stuck.map((one) => [
    one.id,
    one.gateway,
    one.purpose,
    `${one.amount} ${one.currency}`,
    one.state,
    one.state_since.slice(0, 16).replace('T', ' '),
    one.expected_on,
  ]);
  const advice = stuck.map(({ id, why, what_to_do: advice }) =>
    [id, why, advice].filter((text) => text !== null).join('\n  '),
  );
  return `${table([HEADING, ...rows], [3])}\n\n${advice.join('\n')}`;
}
