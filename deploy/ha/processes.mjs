// Processes that outlive whoever started them, remembered by their ids.
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRoot } from './layout.mjs';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** What identifies a process beside its id, which is used again; null when there is none, or only its remains. */
function birthOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? null : rest[18];
  } catch {
    return null;
  }
}

const fileOf = (machine, name) => join(machine.dir, 'run', `${name}.pid`);

/** The id of the process of this name, if it runs. */
export function pidOf(machine, name) {
  const file = fileOf(machine, name);
  if (!existsSync(file)) return null;
  const [pid, birth] = readFileSync(file, 'utf8').split(' ');
  return birthOf(pid) === birth ? Number(pid) : null;
}

/** Begins a command line: in the machine's namespace, and as the owner of the databases unless `asCaller`. */
function prefix({ owner }, { namespace }, asCaller) {
  return [
    ...(namespace === null ? [] : ['ip', 'netns', 'exec', namespace]),
    ...(isRoot && !asCaller ? ['setpriv', `--reuid=${owner}`, `--regid=${owner}`, '--init-groups'] : []),
  ];
}

/** Starts a program that goes on when this one ends. What it prints is appended to the machine's log of that name. */
export function launch(cluster, machine, name, command, { asCaller = false, env = {} } = {}) {
  const log = openSync(join(machine.dir, 'log', `${name}.log`), 'a', 0o644);
  const [program, ...args] = [...prefix(cluster, machine, asCaller), ...command];
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', log, log],
    cwd: machine.dir,
    env: { PATH, HOME: machine.dir, LC_ALL: 'C.UTF-8', ...env },
  });
  closeSync(log);
  child.on('error', (error) => console.error(`${name} of ${machine.name}: ${error.message}`));
  child.unref();
  writeFileSync(fileOf(machine, name), `${child.pid} ${birthOf(child.pid)}`);
}

/** Runs a program to its end as the owner of the databases; answers what it printed. */
export function run(cluster, machine, command, { input } = {}) {
  const [program, ...args] = [...prefix(cluster, machine, false), ...command];
  return execFileSync(program, args, {
    encoding: 'utf8',
    cwd: machine.dir,
    env: { PATH, HOME: machine.dir, LC_ALL: 'C.UTF-8' },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    maxBuffer: 2 ** 26,
    ...(input === undefined ? {} : { input }),
  });
}

/** Sends a signal, and waits for the end; after so many seconds the process is killed. */
export async function end(machine, name, signal = 'SIGTERM', seconds = 60) {
  const pid = pidOf(machine, name);
  if (pid !== null) {
    process.kill(pid, signal);
    await gone(pid, seconds);
  }
  rmSync(fileOf(machine, name), { force: true });
}

export async function gone(pid, seconds = 60) {
  const birth = birthOf(pid);
  const deadline = Date.now() + seconds * 1000;
  while (birth !== null && birthOf(pid) === birth) {
    if (Date.now() > deadline) process.kill(pid, 'SIGKILL');
    await sleep(50);
  }
}

/** The server of the machine's PostgreSQL. Patroni started it, but it lives without Patroni. */
export function postmasterOf(machine) {
  const file = join(machine.dir, 'postgres', 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  // The file outlives a server that was killed, and its number may be somebody else's by then.
  const isIts = birthOf(pid) !== null && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(machine.dir);
  return isIts ? pid : null;
}

/** A process and all that it started. */
export function familyOf(pid) {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        return [[Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])]];
      } catch {
        return [];
      }
    });
  const family = [pid];
  for (const member of family) {
    family.push(...parents.flatMap(([child, parent]) => (parent === member ? [child] : [])));
  }
  return family;
}

/** Kill -9, of all at once. */
export function kill(pids) {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }
}

/** Waits for a condition, which answers something true or, when it cannot tell, throws. */
export async function until(what, condition, seconds = 90) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    let why = '';
    try {
      const answer = await condition();
      if (answer) return answer;
    } catch (error) {
      why = `: ${error.message}`;
    }
    if (Date.now() > deadline) throw new Error(`${what}: not within ${seconds} s${why}`);
    await sleep(200);
  }
}
