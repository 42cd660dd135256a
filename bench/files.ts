import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Tone } from './chart.js';

/** What one command of the benchmark found, with all that is needed to repeat it. */
export interface Result {
  name: string;
  at: string;
  commit: string;
  /** Whether the sources were those of the commit. */
  changed: boolean;
  command: string;
  machine: {
    cpus: number;
    cpu: string;
    memoryGb: number;
    kernel: string;
    node: string;
    postgres: string | null;
  };
  /** Plain values, and lists of objects of plain values: the page shows them as tables. */
  figures: Record<string, unknown>;
  /** One of the lists of `figures` as bars; a value may have several parts. */
  plot?: Plot | undefined;
}

export interface Plot {
  title: string;
  list: string;
  label: string;
  parts: readonly { field: string; name: string; tone: Tone }[];
  unit: string;
  /** What no bar should reach. */
  limit?: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const RESULTS = `${root}bench/results/`;
/** Committed: what docs/performance.md is made of. */
const PUBLISHED = `${root}bench/published/`;
const made: Result[] = [];

/** Keeps what was measured in results/; gives the file's path. */
export function writeFigures(
  name: string,
  { postgres = null, ...figures }: Record<string, unknown> & { postgres?: string | null },
  plot?: Plot,
): string {
  const result: Result = { name, ...circumstances(postgres), figures, plot };
  made.push(result);
  mkdirSync(RESULTS, { recursive: true });
  const file = `${RESULTS}${name}-${result.at.replace(/[:.]/g, '-')}.json`;
  writeFileSync(file, written(result));
  return file;
}

/** Puts what this process measured in the place of what was published before. */
export function publishFigures(): void {
  mkdirSync(PUBLISHED, { recursive: true });
  for (const result of made) writeFileSync(`${PUBLISHED}${result.name}.json`, written(result));
}

/** Everything published, by name. */
export function publishedResults(): Result[] {
  mkdirSync(PUBLISHED, { recursive: true });
  const names = readdirSync(PUBLISHED).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => JSON.parse(readFileSync(`${PUBLISHED}${name}`, 'utf8')) as Result);
}

export function writeDocument(path: string, content: string): void {
  const file = `${root}docs/${path}`;
  mkdirSync(file.slice(0, file.lastIndexOf('/')), { recursive: true });
  writeFileSync(file, content);
}

function written(result: Result): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}

function circumstances(postgres: string | null): Omit<Result, 'name' | 'figures'> {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  return {
    at: new Date().toISOString(),
    commit: git('rev-parse', '--short', 'HEAD'),
    changed:
      git('status', '--porcelain', '--', 'src', 'migrations', 'bench/*.ts', 'package-lock.json') !== '',
    command: `npm run bench -- ${process.argv.slice(2).join(' ')}`.trim(),
    machine: {
      cpus: cpus().length,
      cpu: cpus()[0]?.model ?? 'unknown',
      memoryGb: Math.round(totalmem() / 2 ** 30),
      kernel: release(),
      node: process.version,
      postgres,
    },
  };
}
