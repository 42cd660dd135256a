// A highly available cluster on one machine: see README.md beside this file.
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { backUp, restore, stopRestored } from './backups.mjs';
import { isCluster, openCluster, writeFiles } from './layout.mjs';
import { cut, mend, removeNetwork } from './network.mjs';
import {
  killMachine,
  killPostgres,
  restartInstances,
  start,
  status,
  stop,
  switchOver,
} from './operations.mjs';
import { missingPackages } from './packages.mjs';

const USAGE = `node deploy/ha/cluster.mjs COMMAND [--dir /var/tmp/lending-ha]

  start [--namespaces]        starts all that does not run: etcd, PostgreSQL under Patroni, PgBouncer, HAProxy, instances
  status                      who is the primary, what runs, and where (JSON)
  stop                        stops everything; start goes on with the same data
  remove                      stops everything and deletes it
  switchover [MACHINE]        makes another machine the primary, by hand
  restart-instances           restarts the application's instances one after the other
  kill MACHINE [postgres]     kill -9 of all that runs on one, two or three; or of its PostgreSQL only
  cut A B, mend A B           loses what two of one, two, three and clients send each other (--namespaces)
  backup full|diff|incr       makes a backup
  restore latest|TIME         restores beside the cluster and starts it: '2026-11-26 18:30:00+00'
  configure                   writes the files of all machines and starts nothing
  check                       says which of Debian's packages are missing`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dir: { type: 'string', default: '/var/tmp/lending-ha' },
    namespaces: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const [command = '', ...args] = positionals;
const print = (answer) => console.log(JSON.stringify(answer, null, 2));

const COMMANDS = {
  start: async (cluster) => {
    await start(cluster);
    print(await status(cluster));
  },
  status: async (cluster) => print(await status(cluster)),
  stop: async (cluster) => {
    await stopRestored(cluster);
    await stop(cluster);
  },
  remove: async (cluster) => {
    await stopRestored(cluster);
    await stop(cluster);
    removeNetwork(cluster);
    rmSync(cluster.dir, { recursive: true, force: true });
  },
  switchover: async (cluster, to) => print(await switchOver(cluster, to)),
  'restart-instances': (cluster) => restartInstances(cluster),
  kill: (cluster, machine, what) =>
    what === 'postgres' ? killPostgres(cluster, machine) : killMachine(cluster, machine),
  cut: (cluster, one, other) => cut(cluster, one, other),
  mend: (cluster, one, other) => mend(cluster, one, other),
  backup: async (cluster, type) => print(await backUp(cluster, type)),
  restore: async (cluster, target) => print(await restore(cluster, target)),
  configure: (cluster) => writeFiles(cluster),
};

async function main() {
  const missing = missingPackages();
  if (command === 'check') {
    if (missing.length > 0) throw new Error(`These packages of Debian are missing: ${missing.join(', ')}`);
    return;
  }
  const perform = Object.hasOwn(COMMANDS, command) && !values.help ? COMMANDS[command] : undefined;
  if (perform === undefined) throw new Error(USAGE);
  if (command !== 'configure' && missing.length > 0) {
    throw new Error(
      `These packages of Debian are missing: ${missing.join(', ')}. Install them: scripts/get-ha-packages.sh`,
    );
  }
  if (!['start', 'configure'].includes(command) && !isCluster(values.dir)) {
    throw new Error(`There is no cluster in ${values.dir}: start makes one.`);
  }
  await perform(openCluster(values.dir, values), ...args);
}

main().catch((error) => {
  console.error(error.stderr ? `${error.message}\n${error.stderr}` : error.message);
  process.exitCode = 1;
});
