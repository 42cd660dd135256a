// The programs of the cluster, all from Debian's packages.
import { existsSync } from 'node:fs';
import { postgresBinaries } from './layout.mjs';

const PROGRAMS = {
  etcd: 'etcd-server',
  patroni: 'patroni',
  pgbouncer: 'pgbouncer',
  haproxy: 'haproxy',
  pgbackrest: 'pgbackrest',
  setpriv: 'util-linux',
};

/** The packages whose programs are not there. */
export function missingPackages() {
  const isThere = (program) => ['/usr/bin', '/usr/sbin'].some((folder) => existsSync(`${folder}/${program}`));
  const missing = Object.entries(PROGRAMS).flatMap(([program, name]) => (isThere(program) ? [] : [name]));
  return postgresBinaries() === null ? ['postgresql', ...missing] : missing;
}
