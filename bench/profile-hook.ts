/**
 * Preloaded into the app by `--profile` (node --import): the first SIGCONT (SIGUSR2 would end a Nest app) starts
 * V8's CPU profiler, the second writes what it saw to BENCH_PROFILE. So a profile holds the measurement and
 * neither boot nor warm-up.
 */
import { Session } from 'node:inspector/promises';
import { renameSync, writeFileSync } from 'node:fs';

const file = process.env.BENCH_PROFILE ?? 'bench.cpuprofile';
let session: Session | null = null;

async function toggle(): Promise<void> {
  if (session === null) {
    session = new Session();
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: 200 });
    await session.post('Profiler.start');
    return;
  }
  const ended = session;
  session = null;
  const { profile } = await ended.post('Profiler.stop');
  ended.disconnect();
  writeFileSync(`${file}.part`, JSON.stringify(profile));
  renameSync(`${file}.part`, file);
}

process.on('SIGCONT', () => {
  toggle().catch((error: unknown) => {
    console.error(error);
  });
});
