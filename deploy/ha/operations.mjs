// What is done to a cluster.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import {
  databaseUrl,
  isRoot,
  machineOf,
  ownerUrl,
  passwordFile,
  PORTS,
  postgresBinaries,
  template,
  writeFiles,
} from './layout.mjs';
import { makeNetwork } from './network.mjs';
import { end, familyOf, gone, kill, launch, pidOf, postmasterOf, run, until } from './processes.mjs';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
/** In the order in which they start. */
const SERVICES = {
  etcd: (here) => ['etcd', '--config-file', join(here, 'etcd.yml')],
  patroni: (here) => ['patroni', join(here, 'patroni.yml')],
  pgbouncer: (here) => ['pgbouncer', join(here, 'pgbouncer.ini')],
  haproxy: (here) => ['haproxy', '-db', '-f', join(here, 'haproxy.cfg')],
};

/** Starts what does not run, and waits until it serves. */
export async function start(cluster) {
  execFileSync(process.execPath, [join(PROJECT, 'scripts/build-if-needed.mjs')], { stdio: 'inherit' });
  makeNetwork(cluster);
  writeFiles(cluster);
  const { dir, machines, owner, repository } = cluster;
  if (isRoot) {
    execFileSync('chown', ['-R', `${owner}:`, ...machines.map((machine) => machine.dir), repository]);
  }
  for (const [name, command] of Object.entries(SERVICES)) {
    for (const machine of machines) {
      if (pidOf(machine, name) === null) launch(cluster, machine, name, command(machine.dir));
    }
  }
  await until('a primary with two standbys, one of them synchronous', () => isWhole(cluster), 180);
  await prepareDatabase(cluster);
  await until('three instances that are ready', () => {
    // One that does not reach its database at start ends; systemd would start it again too.
    for (const machine of machines) startInstance(cluster, machine);
    return areReady(machines);
  });
  await areUpEverywhere(cluster, machines);
  console.error(`The service: http://${machines[0].address}:${PORTS.service}/ (logs and data: ${dir})`);
}

/**
 * What each machine is, as its own Patroni says and HAProxy goes by. What Patroni says of other machines is as old as its
 * last turn.
 */
async function rolesOf({ machines }) {
  return Promise.all(machines.map(async (machine) => ({ machine, role: await roleOf(machine) })));
}

async function roleOf({ address }) {
  for (const role of ['primary', 'sync', 'replica']) {
    const answer = await ask(`http://${address}:${PORTS.patroni}/${role}`).catch(() => null);
    if (answer === null) return null;
    if (answer.ok) return role;
  }
  return null;
}

const ask = (url, init = {}) => fetch(url, { signal: AbortSignal.timeout(2000), ...init });

async function isWhole(cluster) {
  const roles = (await rolesOf(cluster)).map(({ role }) => role);
  return roles.sort().join() === 'primary,replica,sync';
}

async function areReady(machines) {
  const answers = await Promise.all(
    machines.map(({ address }) => ask(`http://${address}:${PORTS.app}/health/ready`)),
  );
  return answers.every(({ status: code }) => code === 200);
}

/** The machine that is the primary, or null. */
export async function primaryOf(cluster) {
  return (await rolesOf(cluster)).find(({ role }) => role === 'primary')?.machine ?? null;
}

/** Runs SQL as the superuser on a machine, in this database. */
export function sql(cluster, machine, database, text) {
  const psql = join(postgresBinaries(), 'psql');
  const options = [
    '-X',
    '-q',
    '-t',
    '-A',
    '-v',
    'ON_ERROR_STOP=1',
    // No lines of a statement that fails: it may have a password in it.
    '-v',
    'VERBOSITY=terse',
    '-h',
    machine.dir,
    '-d',
    database,
    '-f',
    '-',
  ];
  return run(cluster, machine, [psql, ...options], { input: text }).trim();
}

/** The role, its database and the schema; what is there already is left alone. */
async function prepareDatabase(cluster) {
  const [primary, exists] = await until('a primary that takes connections', async () => {
    const one = await primaryOf(cluster);
    return [one, sql(cluster, one, 'postgres', "SELECT count(*) FROM pg_database WHERE datname = 'lending'")];
  });
  if (exists === '0') {
    const { lendingPassword, ownerPassword } = cluster.secrets;
    // A statement that fails is in the server's log with all of its text.
    const roles = `SET log_min_error_statement = panic; SET log_statement = none;
      CREATE ROLE lending_owner LOGIN PASSWORD '${ownerPassword}' IN ROLE pg_checkpoint;
      CREATE ROLE lending LOGIN PASSWORD '${lendingPassword}';`;
    sql(cluster, primary, 'postgres', `${roles}\n${template('role.sql')}`);
    sql(cluster, primary, 'postgres', 'CREATE DATABASE lending OWNER lending_owner');
    run(cluster, primary, [
      'pgbackrest',
      `--config=${primary.dir}/pgbackrest.conf`,
      '--stanza=lending',
      'stanza-create',
    ]);
  }
  await until('HAProxy that leads to the primary', () => {
    execFileSync(process.execPath, [join(PROJECT, 'dist/src/migrate.js'), 'run'], {
      env: {
        PATH: process.env.PATH,
        // The owner alone connects.
        PGPASSWORD: cluster.secrets.ownerPassword,
        DATABASE_URL: databaseUrl(primary, PORTS.primaryItself),
        DATABASE_OWNER_URL: ownerUrl(primary),
      },
      stdio: 'pipe',
    });
    return true;
  });
}

function startInstance(cluster, machine) {
  if (pidOf(machine, 'app') !== null) return;
  const env = parseEnv(readFileSync(join(machine.dir, 'app.env'), 'utf8'));
  launch(cluster, machine, 'app', [process.execPath, join(PROJECT, 'dist/app/main.js')], {
    asCaller: true,
    env,
  });
}

/** Where everything is, and what runs; the passwords stay in `passwords`. */
export async function status(cluster) {
  const roles = await rolesOf(cluster);
  return {
    primary: roles.find(({ role }) => role === 'primary')?.machine.name ?? null,
    passwords: passwordFile(cluster),
    machines: roles.map(({ machine, role }) => ({
      name: machine.name,
      address: machine.address,
      role,
      runs: [...Object.keys(SERVICES), 'app'].filter((name) => pidOf(machine, name) !== null),
      service: `http://${machine.address}:${PORTS.service}`,
      instance: `http://${machine.address}:${PORTS.app}`,
      database: databaseUrl(machine),
      owner: ownerUrl(machine),
    })),
  };
}

/** Instances first, the primary after its standbys, etcd last. */
export async function stop(cluster) {
  const { machines } = cluster;
  const each = (names, signal) =>
    Promise.all(machines.flatMap((machine) => names.map((name) => end(machine, name, signal))));
  const primary = await primaryOf(cluster);
  await each(['app']);
  await each(['haproxy', 'pgbouncer']);
  await Promise.all(
    machines.filter((machine) => machine.name !== primary?.name).map((one) => end(one, 'patroni')),
  );
  await each(['patroni']);
  for (const machine of machines) {
    // Its Patroni was killed.
    const postmaster = postmasterOf(machine);
    if (postmaster === null) continue;
    process.kill(postmaster, 'SIGINT');
    await gone(postmaster);
  }
  await each(['etcd']);
}

/** Another primary, without losing one: the old one ends its connections and becomes a standby. Answers the seconds. */
export async function switchOver(cluster, to) {
  const from = await primaryOf(cluster);
  if (from === null) throw new Error('there is no primary');
  const candidate = to ?? (await rolesOf(cluster)).find(({ role }) => role === 'sync')?.machine.name;
  if (candidate === undefined) throw new Error('there is no synchronous standby to switch over to');
  machineOf(cluster, candidate);
  const began = performance.now();
  const answer = await ask(`http://${from.address}:${PORTS.patroni}/switchover`, {
    method: 'POST',
    body: JSON.stringify({ leader: from.name, candidate }),
    signal: AbortSignal.timeout(60_000),
  });
  if (!answer.ok) throw new Error(`Patroni refused: ${await answer.text()}`);
  await until(`${candidate} as the primary`, async () => (await primaryOf(cluster))?.name === candidate);
  return { from: from.name, to: candidate, seconds: (performance.now() - began) / 1000 };
}

/** One after the other, each when the one before is ready and HAProxy has seen it. */
export async function restartInstances(cluster) {
  for (const machine of cluster.machines) {
    await end(machine, 'app');
    startInstance(cluster, machine);
    await until(`the instance of ${machine.name}`, () => areReady([machine]));
    await areUpEverywhere(cluster, [machine]);
  }
}

function areUpEverywhere(cluster, instances) {
  return until('instances that are up at each HAProxy', async () => {
    const up = await Promise.all(instances.map((machine) => isUpEverywhere(cluster, machine)));
    return !up.includes(false);
  });
}

async function isUpEverywhere({ machines }, { name }) {
  const tables = await Promise.all(
    machines.map(async ({ address }) => (await ask(`http://${address}:${PORTS.haproxy}/;csv`)).text()),
  );
  return tables.every((table) =>
    table.split('\n').some((line) => line.startsWith(`instances,${name},`) && line.includes(',UP,')),
  );
}

/** The server is killed; what it leaves behind ends by itself. Patroni lives. */
export function killPostgres(cluster, name) {
  const postmaster = postmasterOf(machineOf(cluster, name));
  if (postmaster === null) throw new Error(`no PostgreSQL runs on ${name}`);
  kill([postmaster]);
}

/** All that runs on the machine is gone at once, as when its power fails. */
export function killMachine(cluster, name) {
  const machine = machineOf(cluster, name);
  const roots = [...Object.keys(SERVICES), 'app'].map((service) => pidOf(machine, service));
  const pids = [...roots, postmasterOf(machine)].filter((pid) => pid !== null);
  kill(new Set(pids.flatMap(familyOf)));
}
