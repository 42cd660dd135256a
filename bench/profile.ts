import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { table } from './report.js';

interface ProfileNode {
  id: number;
  callFrame: { functionName: string; url: string; lineNumber: number };
  children?: number[];
}

interface CpuProfile {
  nodes: ProfileNode[];
  samples: number[];
  timeDeltas: number[];
}

/** Whose code a function is: a package, a module of Node, a folder of the app, or the engine itself. */
function owner({ functionName, url }: ProfileNode['callFrame']): string {
  const parts = url.split('/node_modules/');
  if (parts.length > 1) {
    const [scope = '', name = ''] = (parts.at(-1) ?? '').split('/');
    return scope.startsWith('@') ? `${scope}/${name}` : scope;
  }
  if (url.startsWith('node:')) return url.split('/').slice(0, 2).join('/');
  const app = /\/dist\/src\/([^/]+)/.exec(url)?.[1];
  if (app !== undefined) return `app ${app}`;
  return functionName.startsWith('(') ? functionName : 'native';
}

function name({ functionName, url, lineNumber }: ProfileNode['callFrame']): string {
  const file = url.split('/').slice(-2).join('/');
  const line = url === '' ? '' : ` ${file}:${String(lineNumber + 1)}`;
  return `${functionName === '' ? '(anonymous)' : functionName}${line}`;
}

function top(sums: ReadonlyMap<string, number>, total: number, requests: number, rows: number): string[][] {
  return [...sums]
    .sort(([, a], [, b]) => b - a)
    .slice(0, rows)
    .map(([what, micros]) => [
      what,
      `${((100 * micros) / total).toFixed(1)} %`,
      (micros / 1000 / requests).toFixed(4),
    ]);
}

function add(sums: Map<string, number>, key: string, micros: number): void {
  sums.set(key, (sums.get(key) ?? 0) + micros);
}

/** The app's busy time by package and by function, own and with what it calls. */
function explain(profile: CpuProfile, requests: number): string {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(profile.nodes.flatMap(({ id, children }) => (children ?? []).map((c) => [c, id])));
  const own = new Map<number, number>();
  profile.samples.forEach((id, index) => {
    own.set(id, (own.get(id) ?? 0) + (profile.timeDeltas[index] ?? 0));
  });
  const [packages, functions, inclusive] = [0, 0, 0].map(() => new Map<string, number>()) as [
    Map<string, number>,
    Map<string, number>,
    Map<string, number>,
  ];
  let total = 0;
  for (const [id, micros] of own) {
    const frame = (nodes.get(id) as ProfileNode).callFrame;
    if (frame.functionName === '(idle)') continue;
    total += micros;
    add(packages, owner(frame), micros);
    add(functions, `${owner(frame)}: ${name(frame)}`, micros);
    const seen = new Set<string>();
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const { callFrame } = nodes.get(at) as ProfileNode;
      if (callFrame.url !== '') seen.add(`${owner(callFrame)}: ${name(callFrame)}`);
    }
    for (const key of seen) add(inclusive, key, micros);
  }
  const head = (what: string) => [what, 'of busy', 'ms/request'];
  return [
    table(head('package (own time)'), top(packages, total, requests, 25)),
    table(head('function (own time)'), top(functions, total, requests, 40)),
    table(head('function (with what it calls)'), top(inclusive, total, requests, 70)),
  ].join('\n\n');
}

/** Starts the profiler in the app, which must run with profile-hook. */
export function startProfile(pid: number, file: string): void {
  rmSync(file, { force: true });
  process.kill(pid, 'SIGCONT');
}

export async function endProfile(pid: number, file: string, requests: number): Promise<string> {
  process.kill(pid, 'SIGCONT');
  for (let waited = 0; !existsSync(file); waited += 100) {
    if (waited > 20_000) throw new Error('the app wrote no profile');
    await sleep(100);
  }
  return explain(JSON.parse(readFileSync(file, 'utf8')) as CpuProfile, requests);
}

export async function resetStatements(db: pg.ClientBase): Promise<void> {
  await db.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  await db.query('SELECT pg_stat_statements_reset()');
}

/** PostgreSQL's time by statement; `total` is planning and execution, of which a commit's is mostly its flush. */
export async function topStatements(db: pg.ClientBase, requests: number): Promise<string> {
  const { rows } = await db.query<Record<'query' | 'calls' | 'rows' | 'plan' | 'exec' | 'wal', string>>(
    `SELECT left(regexp_replace(query, '\\s+', ' ', 'g'), 110) AS query, calls, rows,
            total_plan_time AS plan, total_exec_time AS exec, wal_bytes AS wal
     FROM pg_stat_statements JOIN pg_database d ON d.oid = dbid
     WHERE d.datname LIKE 'bench\\_%' ORDER BY total_plan_time + total_exec_time DESC LIMIT 18`,
  );
  const per = (value: string, by: number) => (Number(value) / by).toFixed(4);
  return table(
    ['statement', 'calls', 'rows/call', 'plan ms/call', 'exec ms/call', 'total ms/request', 'WAL B/request'],
    rows.map((row) => [
      row.query,
      row.calls,
      (Number(row.rows) / Number(row.calls)).toFixed(1),
      per(row.plan, Number(row.calls)),
      per(row.exec, Number(row.calls)),
      ((Number(row.plan) + Number(row.exec)) / requests).toFixed(4),
      (Number(row.wal) / requests).toFixed(0),
    ]),
  );
}
