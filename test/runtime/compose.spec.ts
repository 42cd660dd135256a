import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.js';
import { readText } from '../docs/texts.js';
import { until } from '../support/until.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface Service {
  image: string;
  command?: string[];
  env_file?: { path: string }[];
  environment: Record<string, string | number>;
  depends_on?: Record<string, { condition: string }>;
  ports?: string[];
  volumes?: string[];
  healthcheck?: { test?: string[] };
  restart: string;
}
interface Compose {
  services: Record<'database' | 'migrate' | 'api', Service>;
  volumes: Record<string, null>;
}

const SECRETS = {
  JWT_SECRET: 'k3Jx9-pQ7rT2vW5yB8nM1cZ4dF6gH0sLx',
  POSTGRES_PASSWORD: 'p@ss/word:of the#owner',
  APP_PASSWORD: 'p@ss/word:of?the#application%41',
};

/** As Compose does it: `${NAME}`, `${NAME:-default}`, `${NAME:?what is missing}`. */
function interpolated(source: string, env: Record<string, string>): string {
  return source.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind?: string, more = '') => {
    if (env[name] !== undefined && env[name] !== '') return env[name];
    if (kind === '-') return more as string;
    throw new Error(`${name}: ${String(more)}`);
  });
}

/** With `merge`, YAML's `<<`, which Compose resolves. */
const read = (): Compose => parse(readText('docker-compose.yml'), { merge: true }) as Compose;

/** What a container gets: `.env` first, then what the file itself says. */
function environmentOf(service: Service, env: Record<string, string>): Record<string, string> {
  const own = Object.entries(service.environment).map(([name, value]) => [
    name,
    interpolated(String(value), env),
  ]);
  return { ...(service.env_file ? env : {}), ...(Object.fromEntries(own) as Record<string, string>) };
}

describe('docker-compose.yml', () => {
  const { services, volumes } = read();
  const environments = () => ({
    database: environmentOf(services.database, SECRETS),
    migrate: environmentOf(services.migrate, SECRETS),
    api: environmentOf(services.api, SECRETS),
  });

  it.each(Object.keys(SECRETS))('starts nothing without %s, and says what to set', (missing) => {
    const env = { ...SECRETS, [missing]: '' };
    const all = () => Object.values(services).map((service) => environmentOf(service, env));
    expect(all).toThrow(new RegExp(`^${missing}: Set ${missing}`));
  });

  it('gives the application every setting of .env, of which the file’s own win', () => {
    const api = environmentOf(services.api, { ...SECRETS, LOG_LEVEL: 'debug', PORT: '9' });
    expect(services.api.env_file?.map(({ path }) => path)).toEqual(['.env']);
    expect(api).toMatchObject({ LOG_LEVEL: 'debug', PORT: '8000', NODE_ENV: 'production' });
  });

  it('starts the application after its migrations, and those after the database', () => {
    expect(services.migrate.depends_on).toEqual({ database: { condition: 'service_healthy' } });
    expect(services.api.depends_on).toEqual({
      database: { condition: 'service_healthy' },
      migrate: { condition: 'service_completed_successfully' },
    });
    expect(services.migrate.restart).toBe('no');
    expect(services.database.ports).toBeUndefined();
    expect(services.database.volumes).toEqual(['database:/var/lib/postgresql']);
    expect(Object.keys(volumes)).toEqual(['database']);
  });

  it('gives each only the secrets that it needs: the owner is not in the environment of the application', () => {
    const { api, migrate, database } = environments();
    expect(Object.values(api).join('\n')).not.toContain(SECRETS.POSTGRES_PASSWORD);
    expect(api.DATABASE_OWNER_URL).toBe('');
    expect(migrate.PGPASSWORD).toBe(database.POSTGRES_PASSWORD);
    const config = readConfig(api);
    expect(config).toMatchObject({ production: true, host: '0.0.0.0', port: 8000, databaseOwnerUrl: null });
    expect(services.api.ports?.map((port) => interpolated(port, {}))).toEqual(['8000:8000']);
  });

  it('copies into the image what its commands need', () => {
    const dockerfile = readText('Dockerfile');
    for (const part of [
      '/app/dist dist',
      'scripts/build-if-needed.mjs scripts/',
      '/app/console/dist',
      '/app/portal/dist',
    ]) {
      expect(dockerfile).toContain(part);
    }
    // What builds stays behind, and so do two tools that packages name as companions.
    expect(dockerfile).toMatch(/npm run build && npm prune --omit=dev/);
    expect(dockerfile).toMatch(/rm -rf .*node_modules\/typescript node_modules\/prettier/);
    expect(services.migrate.command).toEqual(['node', 'dist/src/migrate.js', 'run']);
    expect(dockerfile).toContain('CMD ["node", "dist/app/main.js"]');
  });

  it('is not needed: the recipe without it builds before it says production, for which npm leaves out what builds', () => {
    const [, recipe = ''] = /^Without: [^]*?```sh\n([^]*?)```/m.exec(readText('docs/operating.md')) ?? [];
    const steps = [
      'npm ci --include=dev && npm run build',
      'NODE_ENV=production',
      'npm run migration:run',
      'npm start',
    ];
    const places = steps.map((step) => recipe.indexOf(step));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  /** The same commands with the same environment, beside a PostgreSQL whose superuser is named and kept as the image does it. */
  describe('run without containers', () => {
    const database = `compose_${String(process.pid)}`;
    const owner = `${database}_owner`;
    const role = `${database}_app`;
    let admin: pg.Client;
    let api: ChildProcess | undefined;

    beforeAll(async () => {
      admin = new pg.Client(process.env.TEST_DATABASE_ADMIN_URL);
      await admin.connect();
      await admin.query(`CREATE ROLE ${owner} SUPERUSER LOGIN PASSWORD '${SECRETS.POSTGRES_PASSWORD}'`);
      await admin.query(`CREATE DATABASE ${database} OWNER ${owner}`);
    });
    afterAll(async () => {
      if (api?.exitCode === null && api.kill()) await once(api, 'exit');
      await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
      await admin.query(`DROP ROLE IF EXISTS ${role}`);
      await admin.query(`DROP ROLE ${owner}`);
      await admin.end();
    });

    /** This machine's server, and roles of this test, instead of those in the file. */
    const here = (env: Record<string, string>) =>
      Object.fromEntries(
        Object.entries(env).map(([name, value]) => [
          name,
          value
            .replace(
              '@database:5432/loans',
              `@${new URL(process.env.TEST_DATABASE_ADMIN_URL ?? '').host}/${database}`,
            )
            .replace('//loans_app@', `//${role}@`)
            .replace('//loans@', `//${owner}@`),
        ]),
      );

    it('migrates, makes the application its role, and serves, as its health check finds', async () => {
      const { migrate: forMigrate, api: forApi } = environments();
      const [program = '', ...args] = services.migrate.command ?? [];
      const migrate = spawn(program, args, {
        cwd: ROOT,
        env: { PATH: process.env.PATH, ...here(forMigrate) },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const [said, [code]] = await Promise.all([text(migrate.stderr), once(migrate, 'exit')]);
      expect([code, said]).toEqual([0, expect.stringMatching(/^Done: /)]);
      api = spawn('node', ['dist/app/main.js'], {
        cwd: ROOT,
        env: { PATH: process.env.PATH, ...here(forApi), PORT: '0', HOST: '127.0.0.1' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      for (const stream of [api.stdout, api.stderr]) stream?.on('data', (part) => (output += String(part)));
      await until(() => output.includes('"msg":"listening"') || api?.exitCode !== null);
      const [line = '{}'] = /^.*"msg":"listening".*$/m.exec(output) ?? [];
      expect(JSON.parse(line)).toMatchObject({ level: 'info', time: expect.stringMatching(/^20.*Z$/) });
      const port = /"url":"http:\/\/127\.0\.0\.1:(\d+)"/.exec(output)?.[1];
      expect([output, port]).toEqual([expect.not.stringContaining('owns the tables'), expect.any(String)]);
      const [, check = ''] = /CMD \["node", "-e", "(.*)"\]/.exec(readText('Dockerfile')) ?? [];
      const healthy = spawn('node', ['-e', check], { env: { PATH: process.env.PATH, PORT: port } });
      expect((await once(healthy, 'exit'))[0]).toBe(0);
      const { rows } = await admin.query(
        `SELECT rolsuper OR rolcreaterole AS powerful FROM pg_roles WHERE rolname = $1`,
        [role],
      );
      expect(rows).toEqual([{ powerful: false }]);
    });
  });
});
