// Three equal machines: what listens where on each, and the files that are made of the templates.
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';

const NAMES = ['one', 'two', 'three'];
/** The same on each machine, at its own address; haproxy.cfg says what its ports lead to. */
export const PORTS = {
  app: 8000,
  patroni: 8008,
  primary: 5000,
  primaryItself: 5002,
  service: 8080,
  haproxy: 7000,
};
const TEMPLATES = new URL('templates/', import.meta.url);
/** Debian has each version of PostgreSQL in a folder of its own. */
const POSTGRES_VERSIONS = '/usr/lib/postgresql';
const OLDEST_POSTGRES = 15;

const secret = () => randomBytes(24).toString('base64url');

/** PostgreSQL and etcd do not run as root: Debian's package of PostgreSQL made a user for them. */
export const isRoot = process.getuid?.() === 0;

/** Where PostgreSQL's programs are; null without the package. */
export function postgresBinaries() {
  if (!existsSync(POSTGRES_VERSIONS)) return null;
  const versions = readdirSync(POSTGRES_VERSIONS).map(Number);
  const newest = Math.max(...versions.filter((version) => version >= OLDEST_POSTGRES));
  const binaries = join(POSTGRES_VERSIONS, String(newest), 'bin');
  return existsSync(join(binaries, 'postgres')) ? binaries : null;
}

const fileOf = (dir) => join(dir, 'cluster.json');
export const isCluster = (dir) => existsSync(fileOf(dir));

/** What is made of its template for each machine. */
export const FILES = [
  'etcd.yml',
  'patroni.yml',
  'pgbouncer.ini',
  'users.txt',
  'haproxy.cfg',
  'pgbackrest.conf',
  'app.env',
];

/**
 * The cluster in this folder. Its secrets, unless JWT_SECRET and SECRETS_KEY give them, and whether its machines are network
 * namespaces are decided once and kept there.
 */
export function openCluster(dir, { namespaces = false } = {}) {
  const file = fileOf(dir);
  if (!isCluster(dir)) {
    mkdirSync(dir, { recursive: true });
    chmodSync(dir, 0o755);
    const names = ['superuser', 'replicator', 'rewinder', 'owner', 'lending'];
    const secrets = {
      ...Object.fromEntries(names.map((name) => [`${name}Password`, secret()])),
      jwtSecret: process.env.JWT_SECRET ?? randomBytes(48).toString('base64url'),
      secretsKey: process.env.SECRETS_KEY ?? randomBytes(32).toString('base64'),
    };
    writeFileSync(file, JSON.stringify({ namespaces, secrets }, null, 2), { mode: 0o600 });
  }
  const kept = JSON.parse(readFileSync(file, 'utf8'));
  const machines = NAMES.map((name, index) => ({
    name,
    // All of 127.0.0.0/8 is this machine, so each has the usual ports at an address of its own.
    address: kept.namespaces ? `10.77.${index + 1}.2` : `127.0.16.${index + 1}`,
    dir: join(dir, name),
    namespace: kept.namespaces ? `lending-${name}` : null,
  }));
  return {
    ...kept,
    dir,
    machines,
    network: kept.namespaces ? '10.77.0.0/16' : '127.0.0.0/8',
    owner: isRoot ? 'postgres' : userInfo().username,
    repository: join(dir, 'backups'),
  };
}

export function machineOf(cluster, name) {
  const machine = cluster.machines.find((one) => one.name === name);
  if (machine === undefined) throw new Error(`there is no machine "${name}": ${NAMES.join(', ')}`);
  return machine;
}

/** Passwords as psql and libpq read them (PGPASSFILE), so that no address that is shown or logged needs one. */
export const passwordFile = ({ dir }) => join(dir, 'pgpass');

/** The database as the application's role, through this machine's HAProxy and PgBouncer; on a port of the primary, directly. */
export function databaseUrl(machine, port = PORTS.primary) {
  return `postgres://lending@${machine.address}:${port}/lending`;
}

/** The same as the owner of its tables, who runs the migrations. */
export function ownerUrl(machine, port = PORTS.primaryItself) {
  return `postgres://lending_owner@${machine.address}:${port}/lending`;
}

/** Puts the values into a template's {{names}}. */
export function fill(text, values) {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name) => {
    if (!Object.hasOwn(values, name)) throw new Error(`a template asks for {{${name}}}, which nobody gives`);
    return values[name];
  });
}

export const template = (name) => readFileSync(new URL(name, TEMPLATES), 'utf8');

/** Writes the files of all machines, as they stand. */
export function writeFiles(cluster) {
  const addresses = Object.fromEntries(cluster.machines.map(({ name, address }) => [name, address]));
  mkdirSync(cluster.repository, { recursive: true });
  const { lendingPassword, ownerPassword } = cluster.secrets;
  const passwords = `*:*:*:lending:${lendingPassword}\n*:*:*:lending_owner:${ownerPassword}\n`;
  writeFileSync(passwordFile(cluster), passwords, { mode: 0o600 });
  for (const machine of cluster.machines) {
    for (const folder of ['', 'log', 'lock', 'spool', 'run']) {
      mkdirSync(join(machine.dir, folder), { recursive: true });
    }
    const values = {
      ...cluster.secrets,
      ...addresses,
      name: machine.name,
      address: machine.address,
      here: machine.dir,
      network: cluster.network,
      owner: cluster.owner,
      repository: cluster.repository,
      binaries: postgresBinaries() ?? '/usr/lib/postgresql/15/bin',
    };
    for (const name of FILES) {
      writeFileSync(join(machine.dir, name), fill(template(name), values), { mode: 0o600 });
    }
  }
}
