import { P99_OVER_P50, PEER, TARGETS } from './targets.js';
import type { Ratio, Summary } from './results.js';

export interface Judgement {
  what: string;
  wanted: string;
  seen: string;
  met: boolean;
}

/** Prints rows of text in columns; the first column to the left, the others to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all
    .map((row) =>
      row
        .map((text, column) =>
          column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}

export function clientsOf(clients: number): string {
  return `${String(clients)} ${clients === 1 ? 'client' : 'clients'}`;
}

const number = (value: number | null, digits = 0) => (value === null ? '' : value.toFixed(digits));

/** A median with the least and the most of the runs. */
function withRange(ratio: Ratio | undefined): string {
  if (!ratio) return '';
  const { median, least, most } = ratio;
  return `${median.toFixed(2)} (${least.toFixed(2)}-${most.toFixed(2)})`;
}

function ofPeer({ cell, clients, perSecond }: Summary): number | null {
  const peer = PEER[cell]?.[clients];
  return peer === undefined ? null : perSecond / peer;
}

/** Loan requests under each policy, and as a part of those under `smallest_first` with as many providers. */
export function policiesTable(summaries: readonly Summary[]): string {
  const name = (cell: string) => /^(loans-\d+)-(.+)$/.exec(cell) ?? [cell, cell, ''];
  return table(
    [
      'policy',
      'providers',
      'clients',
      'req/s',
      'x smallest_first',
      'p50 ms',
      'p99',
      'app CPU ms',
      'PG CPU ms',
      'deadlocks',
    ],
    summaries.map((summary) => {
      const [, stage = '', policy = ''] = name(summary.cell);
      const smallest = summaries.find(
        ({ cell, clients }) => cell === `${stage}-smallest_first` && clients === summary.clients,
      );
      return [
        policy,
        stage.slice('loans-'.length),
        String(summary.clients),
        number(summary.perSecond),
        number(smallest ? summary.perSecond / smallest.perSecond : null, 2),
        number(summary.p50, 2),
        number(summary.p99, 2),
        number(summary.appCpuMs, 3),
        number(summary.postgresCpuMs, 3),
        String(summary.deadlocks),
      ];
    }),
  );
}

export function resultsTable(summaries: readonly Summary[]): string {
  return table(
    [
      'cell',
      'clients',
      'server',
      'req/s',
      'p50 ms',
      'p95',
      'p99',
      'failed',
      'app CPU ms',
      'PG CPU ms',
      'load CPU',
      'batch',
      'WAL B',
      'pages',
      'deadlocks',
      'foreign %',
      'disturbed',
      'ours/it: req/s',
      'p50',
      'CPU',
      'x peer',
    ],
    summaries.map((each) => [
      each.cell,
      String(each.clients),
      each.server,
      number(each.perSecond),
      number(each.p50, 2),
      number(each.p95, 2),
      number(each.p99, 2),
      String(each.failed),
      number(each.appCpuMs, 3),
      number(each.postgresCpuMs, 3),
      number(each.loadCpuMs, 3),
      number(each.batch, 1),
      number(each.walBytes),
      number(each.pageImages, 2),
      String(each.deadlocks),
      number(100 * each.foreign),
      each.disturbedRuns === 0 ? '' : String(each.disturbedRuns),
      withRange(each.ours?.perSecond),
      withRange(each.ours?.p50),
      // The floor's own process is its load generator.
      withRange(each.server === 'floor' ? undefined : each.ours?.cpu),
      number(each.server === 'ours' ? ofPeer(each) : null, 1),
    ]),
  );
}

export function judge(summaries: readonly Summary[]): Judgement[] {
  const ratios = TARGETS.flatMap(({ cell, clients, of, what, bound, wanted }): Judgement[] => {
    const found = summaries.find(
      (each) => each.cell === cell && each.clients === clients && each.server === of,
    );
    if (!found?.ours) return [];
    const ratio = found.ours[what].median;
    const isLeast = bound === 'least';
    return [
      {
        what: `${cell}, ${clientsOf(clients)}${what === 'p50' ? ', p50' : ''}`,
        wanted: `${isLeast ? '>=' : '<='} ${String(wanted)} x ${of}`,
        seen: `${ratio.toFixed(2)} x`,
        met: isLeast ? ratio >= wanted : ratio <= wanted,
      },
    ];
  });
  const own = summaries.filter(({ server }) => server === 'ours');
  const worst = own.sort((a, b) => b.p99 / b.p50 - a.p99 / a.p50)[0];
  const failed = own.reduce((sum, each) => sum + each.failed, 0);
  const deadlocks = own.reduce((sum, each) => sum + each.deadlocks, 0);
  if (worst) {
    const ratio = worst.p99 / worst.p50;
    ratios.push({
      what: `p99 over p50, worst: ${worst.cell}, ${clientsOf(worst.clients)}`,
      wanted: `< ${String(P99_OVER_P50)} x`,
      seen: `${ratio.toFixed(2)} x`,
      met: ratio < P99_OVER_P50,
    });
  }
  return [
    ...ratios,
    { what: 'failed requests', wanted: '0', seen: String(failed), met: failed === 0 },
    { what: 'deadlocks', wanted: '0', seen: String(deadlocks), met: deadlocks === 0 },
  ];
}

export function targetsTable(judgements: readonly Judgement[]): string {
  return table(
    ['target', 'wanted', 'seen', ''],
    judgements.map(({ what, wanted, seen, met }) => [what, wanted, seen, met ? 'met' : 'MISSED']),
  );
}
