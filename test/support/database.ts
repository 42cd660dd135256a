import { randomBytes } from 'node:crypto';
import pg from 'pg';

const TEMPLATE = 'lmp_template';

/** The database of one spec file, cloned from the migrated template, for assertions and for tampering. */
export interface TestDatabase {
  /** As the application's role, which owns nothing. */
  url: string;
  /** As the owner, who acts here: rows and tampering are his. */
  ownerUrl: string;
  /** The rows of a statement; with a name, each connection plans it once. Bigint columns come as text. */
  rows<T = Record<string, string>>(
    sql: string | { name: string; text: string },
    values?: unknown[],
  ): Promise<T[]>;
  /** Runs statements with triggers and foreign keys off, as anyone with access to the server could. */
  tamper(sql: string, values?: unknown[]): Promise<void>;
  /** A separate connection, for holding locks. The caller ends it. */
  connect(): Promise<pg.Client>;
  /** A clone of its current state; no server may be connected. */
  copy(): Promise<TestDatabase>;
  drop(): Promise<void>;
}

export async function cloneDatabase(template = TEMPLATE): Promise<TestDatabase> {
  const { TEST_DATABASE_ADMIN_URL: adminUrl, TEST_DATABASE_APP_URL: appUrl } = process.env;
  if (adminUrl === undefined || appUrl === undefined) throw new Error('the global setup has not run');
  const name = `spec_${randomBytes(6).toString('hex')}`;
  await asAdmin(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  const [ownerUrl = '', url = ''] = [adminUrl, appUrl].map((address) =>
    address.replace(/\/[^/]*$/, `/${name}`),
  );
  return openDatabase(ownerUrl, {
    url,
    copy: () => cloneDatabase(name),
    drop: () => asAdmin(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`),
  });
}

/** An existing database, and what its owner does to copy and to drop it. Servers connect to `url`, as the owner without it. */
export function openDatabase(
  ownerUrl: string,
  {
    url = ownerUrl,
    copy,
    drop,
  }: { url?: string; copy: () => Promise<TestDatabase>; drop: () => Promise<void> },
): TestDatabase {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 4, idleTimeoutMillis: 500 });
  pool.on('error', () => undefined);
  return {
    url,
    ownerUrl,
    rows: async <T>(sql: string | pg.QueryConfig, values: unknown[] = []) =>
      (await pool.query(sql, values)).rows as T[],
    tamper: async (sql, values = []) => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        await client.query('SET LOCAL session_replication_role = replica');
        await client.query(sql, values);
        await client.query('COMMIT');
      } finally {
        client.release();
      }
    },
    connect: async () => {
      const client = new pg.Client(ownerUrl);
      await client.connect();
      return client;
    },
    copy,
    drop: async () => {
      await pool.end();
      await drop();
    },
  };
}

async function asAdmin(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await retryWhileTemplateIsUsed(() => client.query(sql));
  } finally {
    await client.end();
  }
}

/** PostgreSQL clones a template for one client at a time, and another spec file may be cloning it. */
async function retryWhileTemplateIsUsed(run: () => Promise<unknown>): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await run();
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== '55006' || attempt === 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
