import type { App } from './app.js';
import { measureIn, type Count } from './children.js';
import type { FloorJob } from './floor.js';
import type { LoadJob } from './load.js';
import type { Postgres } from './postgres.js';
import { difference, readUsage, untilQuiet, type Usage } from './usage.js';

const SLACK_SECONDS = 30;

/** What a child measures, and on which app; null: on PostgreSQL alone. */
interface Task {
  script: 'load' | 'floor';
  job: LoadJob | FloorJob;
  app: App | null;
  /** When the measuring begins, after the warm-up. */
  onBegin?: () => Promise<void>;
}

/** Counts what the app and PostgreSQL use while a child measures, once `servers`, all that run, have come to rest. */
export async function observe(
  { admin, pid }: Postgres,
  servers: readonly number[],
  { script, job, app, onBegin }: Task,
): Promise<{ count: Count; usage: Usage }> {
  await untilQuiet(pid, servers);
  const read = () => readUsage(admin, pid, app, servers);
  const atStart: Promise<Usage>[] = [];
  const limit = job.warmUpSeconds + job.seconds + SLACK_SECONDS;
  const count = await measureIn(script, job, limit, async () => {
    atStart.push(read());
    await onBegin?.();
  });
  const after = await read();
  const [before] = await Promise.all(atStart);
  if (!before) throw new Error('the child never measured');
  return { count, usage: difference(before, after) };
}
