import { spawn, type ChildProcess } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { JWT_SECRET, PATIENT } from './app.js';

const CLI = fileURLToPath(new URL('../../dist/app/cli.js', import.meta.url));

export interface Run {
  code: number | null;
  out: string;
  err: string;
  /** The one JSON document on stdout. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  json: () => any;
}

/** Starts a command as a shell would, on a database. */
export function startCli(
  databaseUrl: string,
  args: string,
  { input, env = {} }: { input?: string | undefined; env?: Record<string, string> | undefined } = {},
): { process: ChildProcess; ended: Promise<Run> } {
  const child = spawn(process.execPath, [CLI, ...args.split(' ').filter((arg) => arg !== '')], {
    env: { PATH: process.env.PATH, DATABASE_URL: databaseUrl, JWT_SECRET, ...PATIENT, ...env },
  });
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdin.end(input ?? '');
  const ended = Promise.all([code, text(child.stdout), text(child.stderr)]).then(([code, out, err]) => ({
    code,
    out,
    err,
    json: () => JSON.parse(out) as unknown,
  }));
  return { process: child, ended };
}
