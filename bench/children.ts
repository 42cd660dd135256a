import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Every process that the benchmark started and that still runs; ended by its own id whatever happens. */
const running = new Set<ChildProcess>();

/** Starts `node` on a script. `log` collects what it prints; with `ipc` it can be talked to. */
export function startNode(
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; ipc?: boolean; onOutput?: (text: string) => void } = {},
): ChildProcess {
  const child = spawn(process.execPath, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe', ...(options.ipc === true ? (['ipc'] as const) : [])],
    // Ctrl-C reaches this process alone, which then ends its children in order.
    detached: true,
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const onOutput = options.onOutput ?? ((text: string) => process.stderr.write(text));
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', onOutput);
  }
  return child;
}

/** Runs `node` on a script to its end; throws with what it printed when it fails. */
export async function runNode(
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<void> {
  let output = '';
  const child = startNode(args, {
    ...options,
    onOutput: (text) => {
      output += text;
    },
  });
  await once(child, 'close');
  if (child.exitCode !== 0)
    throw new Error(`${args.join(' ')} ended with ${String(child.exitCode)}:\n${output}`);
}

/** Asks a child to end, and ends it after ten seconds. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(timer);
}

export async function stopAll(): Promise<void> {
  await Promise.all([...running].map(stop));
}

/** What a measuring child counted; latencies in milliseconds, ascending. */
export interface Count {
  seconds: number;
  latencies: number[];
  failed: number;
  /** The first answer that was not 2xx, or the first error. */
  firstFailure: string | null;
  cpuMs: number;
}

/** Throws when a request was not answered with 2xx. */
export function assertNoFailure({ failed, firstFailure }: Count, what: string): void {
  if (failed > 0) {
    throw new Error(`${what}: ${String(failed)} failed, the first with\n${String(firstFailure)}`);
  }
}

/**
 * Runs a load child (load.js, floor.js): it gets `job`, warms up, says `measuring`, and ends with its count.
 * `onMeasuring` is called when the warm-up is over.
 */
export async function measureIn(
  script: 'load' | 'floor',
  job: object,
  limitSeconds: number,
  onMeasuring: () => void | Promise<void>,
): Promise<Count> {
  const child = startNode([fileURLToPath(new URL(`${script}.js`, import.meta.url))], { ipc: true });
  try {
    return await new Promise<Count>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`${script}: no result after ${String(limitSeconds)} s`));
      }, limitSeconds * 1000);
      child.on('message', (message: { measuring: true } | { count: Count }) => {
        if ('measuring' in message) void Promise.resolve(onMeasuring()).catch(reject);
        else {
          clearTimeout(timer);
          resolve(message.count);
        }
      });
      child.once('exit', (code) => {
        clearTimeout(timer);
        reject(new Error(`${script} ended with ${String(code)} before its result`));
      });
      child.send(job);
    });
  } finally {
    await stop(child);
  }
}
