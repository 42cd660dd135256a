import type { Environment } from './environment.js';

/** Where the database is, and who uses it. */
export interface DatabaseSettings {
  /** null: run the embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | null;
  /** Whose the tables are: migrations run as it. null: the application's own role does both. */
  databaseOwnerUrl: string | null;
  /** Streaming replicas, for reads that need no lock. */
  replicaUrls: readonly string[];
}

const POSTGRES_URL = 'postgres://user:password@host:5432/database (or postgresql://…)';

export function readDatabases(read: Environment): DatabaseSettings {
  const databaseUrl = readAddress(read);
  return {
    databaseUrl,
    databaseOwnerUrl: readOwner(read, databaseUrl),
    replicaUrls: readReplicas(read, databaseUrl),
  };
}

/** With the password that stands beside it, where no character of it needs escaping. */
function readAddress(read: Environment): string | null {
  const given = read.checked('DATABASE_URL', isPostgresUrl, POSTGRES_URL, 'secret') ?? null;
  const password = read.text('DATABASE_PASSWORD');
  if (password === undefined) return given;
  const url = new URL(given ?? 'postgres://nowhere');
  if (url.username === '' || url.password !== '') {
    read.fault('DATABASE_PASSWORD', 'only together with a DATABASE_URL that has a user, and no password');
  }
  url.password = encodeURIComponent(password);
  return url.toString();
}

function isPostgresUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, host, searchParams } = new URL(text);
  return /^postgres(ql)?:$/.test(protocol) && (host !== '' || searchParams.has('host'));
}

function readOwner(read: Environment, databaseUrl: string | null): string | null {
  const name = 'DATABASE_OWNER_URL';
  const given = read.checked(name, isPostgresUrl, POSTGRES_URL, 'secret');
  if (given === undefined) return null;
  const user = databaseUrl === null ? '' : new URL(databaseUrl).username;
  if (user === '' || new URL(given).username === user) {
    read.fault(name, 'only together with a DATABASE_URL, each with a user of its own');
  }
  return given;
}

function readReplicas(read: Environment, databaseUrl: string | null): string[] {
  const name = 'DATABASE_REPLICA_URLS';
  const given = read.checked(
    name,
    (list) => list.split(',').every((url) => isPostgresUrl(url.trim())),
    `addresses like ${POSTGRES_URL}, separated by commas`,
    'secret',
  );
  if (given === undefined) return [];
  if (databaseUrl === null) read.fault(name, 'only together with DATABASE_URL');
  return given.split(',').map((url) => url.trim());
}
