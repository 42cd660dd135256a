// Backups by pgBackRest, and what is restored from them: beside the cluster, to be looked at before anything is replaced.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { databaseUrl, isRoot, ownerUrl, passwordFile, postgresBinaries } from './layout.mjs';
import { primaryOf, sql } from './operations.mjs';
import { run, until } from './processes.mjs';

const TYPES = ['full', 'diff', 'incr'];
const ADDRESS = '127.0.16.9';
const PORT = 5432;
/** A day: a large archive takes long to replay. */
const REPLAY_SECONDS = 86_400;
const HBA = 'local all all peer\nhost all all 127.0.0.0/8 scram-sha-256\n';

const pgbackrest = (cluster, machine, ...args) =>
  run(cluster, machine, [
    'pgbackrest',
    `--config=${machine.dir}/pgbackrest.conf`,
    '--stanza=lending',
    ...args,
  ]);

/** Makes a backup of the primary; answers its label, its sizes in bytes, and the seconds it took. */
export async function backUp(cluster, type = 'incr') {
  if (!TYPES.includes(type)) throw new Error(`a backup is one of ${TYPES.join(', ')}`);
  const primary = await primaryOf(cluster);
  if (primary === null) throw new Error('there is no primary to back up');
  const began = performance.now();
  pgbackrest(cluster, primary, `--type=${type}`, 'backup');
  const seconds = (performance.now() - began) / 1000;
  const [{ backup }] = JSON.parse(pgbackrest(cluster, primary, '--output=json', 'info'));
  const { label, type: made, info } = backup.at(-1);
  return { label, type: made, seconds, databaseBytes: info.size, storedBytes: info.repository.delta };
}

/**
 * Restores what there was at `target` (a time with its zone, or `latest`: all that is archived) into a folder of its own,
 * and starts it there. Answers its address, and the seconds until it took connections.
 */
export async function restore(cluster, target = '') {
  const goal =
    target === 'latest' ? [] : ['--type=time', `--target=${asTime(target)}`, '--target-action=promote'];
  const primary = await primaryOf(cluster);
  // The newest WAL is still with the primary, if there is one.
  if (primary !== null) pgbackrest(cluster, primary, 'check');
  await stopRestored(cluster);
  const place = placeOf(cluster);
  rmSync(place.dir, { recursive: true, force: true });
  mkdirSync(place.dir, { recursive: true });
  if (isRoot) execFileSync('chown', [`${cluster.owner}:`, place.dir]);
  const [machine] = cluster.machines;
  const began = performance.now();
  pgbackrest(
    cluster,
    { ...machine, namespace: null },
    `--pg1-path=${place.data}`,
    '--archive-mode=off',
    ...goal,
    'restore',
  );
  const restored = (performance.now() - began) / 1000;
  await startRestored(cluster, place);
  return {
    passwords: passwordFile(cluster),
    database: databaseUrl({ address: ADDRESS }, PORT),
    owner: ownerUrl({ address: ADDRESS }, PORT),
    restoreSeconds: restored,
    seconds: (performance.now() - began) / 1000,
  };
}

/** As pgBackRest reads it. A time without its zone would be one thing here and another there. */
function asTime(target) {
  if (!/(Z|[+-]\d\d(:?\d\d)?)$/.test(target) || Number.isNaN(Date.parse(target))) {
    throw new Error("restore latest, or a time with its zone, such as '2026-11-26 18:30:00+00'");
  }
  return new Date(target).toISOString().replace('T', ' ').replace('Z', '+00');
}

const placeOf = ({ dir }) => ({ dir: join(dir, 'restored'), data: join(dir, 'restored', 'postgres') });

/** With the configuration of the machine that was backed up, but for what would tie it to the cluster. */
async function startRestored(cluster, { dir, data }) {
  const hba = join(dir, 'pg_hba.conf');
  writeFileSync(hba, HBA);
  const settings = {
    listen_addresses: ADDRESS,
    port: PORT,
    unix_socket_directories: dir,
    synchronous_standby_names: '',
    archive_command: '',
    hba_file: hba,
  };
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`);
  const log = join(dir, 'postgres.log');
  try {
    const wait = ['-w', '-t', String(REPLAY_SECONDS)];
    pgCtl(cluster, dir, ['-D', data, '-l', log, '-o', options.join(' '), ...wait, 'start']);
  } catch (error) {
    // Such as a time later than anything that was archived.
    throw new Error(`what was restored does not start:\n${readFileSync(log, 'utf8').slice(-2000)}`, {
      cause: error,
    });
  }
  const hasReplayed = () =>
    sql(cluster, { dir, namespace: null }, 'postgres', 'SELECT pg_is_in_recovery()') === 'f';
  await until('the end of the replay', hasReplayed, REPLAY_SECONDS);
}

export async function stopRestored(cluster) {
  const { dir, data } = placeOf(cluster);
  if (existsSync(join(data, 'postmaster.pid'))) pgCtl(cluster, dir, ['-D', data, '-m', 'fast', '-w', 'stop']);
}

const pgCtl = (cluster, dir, args) =>
  run(cluster, { dir, namespace: null }, [join(postgresBinaries(), 'pg_ctl'), ...args]);
