import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { JWT_SECRET, startApp } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { startPooler } from '../support/pooler.js';

const MAIN = fileURLToPath(new URL('../../dist/app/main.js', import.meta.url));

describe('a PostgreSQL of your own', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await cloneDatabase();
  });
  afterAll(() => database.drop());

  /** Starts the server on a database and answers how it ended. */
  const refusal = async (databaseUrl: string, settings: Record<string, string> = {}) => {
    const child = spawn(process.execPath, [MAIN], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        PORT: '0',
        JWT_SECRET,
        DATABASE_URL: databaseUrl,
        NODE_ENV: 'test',
        ...settings,
      },
    });
    let errors = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const deadline = setTimeout(() => child.kill('SIGKILL'), 60_000);
    const [code] = (await once(child, 'close')) as [number | null];
    clearTimeout(deadline);
    return { code, errors };
  };

  describe('behind a pooler in transaction mode', () => {
    it('is refused at start while statements are prepared, with what to set', async () => {
      const pooler = await startPooler(database.url);
      try {
        const { code, errors } = await refusal(pooler.url);
        expect({ code, errors }).toMatchObject({ code: 1 });
        expect(errors).toContain('DB_PREPARED_STATEMENTS=false');
        expect(errors).not.toContain('    at ');
      } finally {
        await pooler.stop();
      }
    });

    it('works without prepared statements', async () => {
      const pooler = await startPooler(database.url);
      const app = await startApp({ DB_PREPARED_STATEMENTS: 'false' }, { ...database, url: pooler.url });
      try {
        expect(await app.as().get('/health/ready')).toMatchObject({ status: 200 });
      } finally {
        await app.stop();
        await pooler.stop();
      }
    });

    it('is refused where the pooler takes no settings of a session, with what lets it ignore them', async () => {
      const pooler = await startPooler(database.url, { refusesOptions: true });
      try {
        const { code, errors } = await refusal(pooler.url);
        expect({ code, errors }).toMatchObject({ code: 1 });
        expect(errors).toContain('unsupported startup parameter: options');
        expect(errors).toContain('ignore_startup_parameters = options');
        expect(errors).not.toContain('    at ');
      } finally {
        await pooler.stop();
      }
    });

    it('is refused when the settings of a session do not reach the server, with the statements to run', async () => {
      const pooler = await startPooler(database.url, { dropsOptions: true });
      try {
        const { code, errors } = await refusal(pooler.url, {
          DB_PREPARED_STATEMENTS: 'false',
          DB_STATEMENT_TIMEOUT_MS: '9000',
          DB_LOCK_TIMEOUT_MS: '3001',
          DB_IDLE_TIMEOUT_MS: '7000',
        });
        expect({ code, errors }).toMatchObject({ code: 1 });
        expect(errors).toMatch(/ALTER ROLE \S+ SET statement_timeout = '9000ms';/);
        // As without a pooler: half of a command's time.
        expect(errors).toMatch(/ALTER ROLE \S+ SET lock_timeout = '1501ms';/);
        expect(errors).toMatch(/ALTER ROLE \S+ SET idle_in_transaction_session_timeout = '7000ms';/);
        expect(errors).not.toContain('    at ');
        // Here they are for this database only; others have the same role.
        const name = new URL(database.url).pathname.slice(1);
        for (const [statement] of errors.matchAll(/ALTER ROLE .*;/g)) {
          await database.rows(statement.replace(' SET ', ` IN DATABASE ${name} SET `));
        }
        const app = await startApp({ DB_PREPARED_STATEMENTS: 'false' }, { ...database, url: pooler.url });
        expect(await app.as().get('/health/ready')).toMatchObject({ status: 200 });
        await app.stop();
      } finally {
        await pooler.stop();
      }
    });
  });
});
