import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, chown, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDirectory } from '../runtime/directories.js';
import { EmbeddedDatabaseError, findPrograms, type Programs, type SystemUser } from './embedded-binaries.js';

/** Where an embedded cluster is (or will be), and the programs that run it. */
export interface ClusterPlace {
  cluster: string;
  exists: boolean;
  programs: Programs;
}

/** For root, when PostgreSQL's user cannot reach the data directory or the programs. */
const SYSTEM_HOME = '/var/lib/loan-management-platform';
const OPEN_TO_PASS = 0o711;

/**
 * The place of the cluster of `dataDir`: `<dataDir>/postgres`. PostgreSQL refuses to run as root, so root runs it as
 * the system user `postgres`. If that user cannot reach `dataDir` (a parent is closed to others), the cluster is below
 * /var/lib, under a name made from the real path of `dataDir`.
 */
export async function placeCluster(dataDir: string, log: (line: string) => void): Promise<ClusterPlace> {
  if (await makeDirectory(dataDir)) await chmod(dataDir, OPEN_TO_PASS);
  const home = await realpath(dataDir);
  const isRoot = process.getuid?.() === 0;
  const place = isRoot ? await placeForRoot(home, log) : await placeForSelf(home);
  const programs = await findPrograms(place.user, isRoot ? SYSTEM_HOME : home, log);
  return { cluster: place.cluster, exists: place.exists, programs };
}

async function placeForSelf(home: string) {
  const cluster = join(home, 'postgres');
  const owner = await ownerOf(cluster);
  if (owner !== null && process.getuid !== undefined && owner.uid !== process.getuid()) {
    throw new EmbeddedDatabaseError(
      `The database in ${cluster} belongs to the user with id ${String(owner.uid)}: ` +
        'start as that user (or as root), or choose another DATA_DIR.',
    );
  }
  return { cluster, exists: owner !== null, user: null };
}

async function placeForRoot(home: string, log: (line: string) => void) {
  const near = join(home, 'postgres');
  const nearOwner = await ownerOf(near);
  if (nearOwner !== null) {
    const user = await giveAway(near, nearOwner);
    if (canEnter(home, user)) return { cluster: near, exists: true, user };
    throw new EmbeddedDatabaseError(
      `The user with id ${String(user.uid)}, who owns the database in ${near}, cannot get there: ` +
        'open its parent directories (chmod o+x), or choose another DATA_DIR.',
    );
  }
  const key = createHash('sha256').update(home).digest('hex').slice(0, 12);
  const farHome = join(SYSTEM_HOME, key);
  const far = join(farHome, 'postgres');
  const farOwner = await ownerOf(far);
  const user = farOwner === null ? postgresUser() : await giveAway(far, farOwner);
  if (farOwner === null && canEnter(home, user)) return { cluster: near, exists: false, user };
  await makeDirectory(farHome);
  await chmod(SYSTEM_HOME, OPEN_TO_PASS);
  await chmod(farHome, OPEN_TO_PASS);
  log(`PostgreSQL does not run as root, and its user cannot get to ${home}: the database is in ${farHome}.`);
  return { cluster: far, exists: farOwner !== null, user };
}

/** Null when there is no cluster; an empty directory does not count. */
async function ownerOf(cluster: string): Promise<SystemUser | null> {
  try {
    return await stat(join(cluster, 'PG_VERSION'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES') return stat(cluster);
    if (code === 'ENOENT') return null;
    throw error;
  }
}

/** A cluster that root copied belongs to root, who cannot run it. */
async function giveAway(cluster: string, owner: SystemUser): Promise<SystemUser> {
  if (owner.uid !== 0) return owner;
  const user = postgresUser();
  await chown(cluster, user.uid, user.gid);
  for (const entry of await readdir(cluster, { recursive: true, withFileTypes: true })) {
    await chown(join(entry.parentPath, entry.name), user.uid, user.gid);
  }
  return user;
}

function postgresUser(): SystemUser {
  const known = findPostgresUser();
  if (known !== null) return known;
  spawnSync('groupadd', ['--system', 'postgres'], { stdio: 'ignore' });
  const args = [
    '--system',
    '--gid',
    'postgres',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ];
  const { status, stderr, error } = spawnSync('useradd', args, { encoding: 'utf8' });
  const made = findPostgresUser();
  if (made !== null) return made;
  const reason = error?.message ?? (stderr.trim() || `useradd ended with ${String(status)}`);
  throw new EmbeddedDatabaseError(
    `PostgreSQL does not run as root, and the system user "postgres" could not be made (${reason}). ` +
      'Start as another user, or set DATABASE_URL.',
  );
}

function findPostgresUser(): SystemUser | null {
  const id = (flag: string) => {
    const { status, stdout } = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
    return status === 0 ? Number.parseInt(stdout, 10) : NaN;
  };
  const user = { uid: id('-u'), gid: id('-g') };
  return user.uid > 0 && user.gid >= 0 ? user : null;
}

function canEnter(directory: string, user: SystemUser): boolean {
  const { status } = spawnSync('/bin/sh', ['-c', 'cd "$0"', directory], {
    ...user,
    cwd: '/',
    stdio: 'ignore',
  });
  return status === 0;
}
