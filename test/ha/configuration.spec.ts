import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.js';
import { readText } from '../docs/texts.js';
import { startApp } from '../support/app.js';
import { cloneDatabase } from '../support/database.js';
import { startPooler } from '../support/pooler.js';

const SCRIPT = fileURLToPath(new URL('../../deploy/ha/cluster.mjs', import.meta.url));
const MIGRATE = fileURLToPath(new URL('../../dist/src/migrate.js', import.meta.url));
const MACHINES = ['one', 'two', 'three'];

/** What deploy/ha makes for three machines. `npm run test:ha` runs it, where Debian's packages are installed. */
describe('the configuration of a cluster', () => {
  const dir = mkdtempSync(join(tmpdir(), 'lmp-ha-'));
  const configure = () => execFileSync(process.execPath, [SCRIPT, 'configure', '--dir', dir]);
  const read = (machine: string, file: string) => readFileSync(join(dir, machine, file), 'utf8');
  const environment = (machine: string) => parseEnv(read(machine, 'app.env'));
  const settingsOf = (ini: string) =>
    Object.fromEntries(
      [...ini.matchAll(/^(\w+) = (.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
    );

  beforeAll(() => {
    configure();
  });
  afterAll(() => {
    rmSync(dir, { recursive: true });
  });

  it('leaves no name of a template unfilled', () => {
    const files = readdirSync(join(dir, 'one')).filter((name) => name.includes('.'));
    expect(files.length).toBeGreaterThanOrEqual(7);
    for (const machine of MACHINES) {
      for (const file of files) expect(read(machine, file)).not.toContain('{{');
    }
  });

  it('shows its secrets to nobody else, and keeps them', () => {
    const secret = join(dir, 'cluster.json');
    const before = readFileSync(secret, 'utf8');
    configure();
    expect(readFileSync(secret, 'utf8')).toBe(before);
    for (const path of [
      secret,
      join(dir, 'one', 'app.env'),
      join(dir, 'one', 'patroni.yml'),
      join(dir, 'one', 'users.txt'),
    ]) {
      expect([path, statSync(path).mode & 0o077]).toEqual([path, 0]);
    }
    const { secrets } = JSON.parse(before) as { secrets: Record<string, string> };
    expect(new Set(Object.values(secrets)).size).toBe(7);
  });

  it('prints addresses without passwords, which are in a file that only its owner reads', () => {
    const { secrets } = JSON.parse(readFileSync(join(dir, 'cluster.json'), 'utf8')) as {
      secrets: Record<string, string>;
    };
    // Of a cluster that does not run, and without Debian's packages.
    const code = `import { openCluster } from ${JSON.stringify(SCRIPT.replace('cluster.mjs', 'layout.mjs'))};
      import { status } from ${JSON.stringify(SCRIPT.replace('cluster.mjs', 'operations.mjs'))};
      console.log(JSON.stringify(await status(openCluster(${JSON.stringify(dir)}))));`;
    const shown = execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
      encoding: 'utf8',
    });
    const { passwords, machines } = JSON.parse(shown) as {
      passwords: string;
      machines: { database: string; owner: string }[];
    };
    for (const secret of Object.values(secrets)) expect(shown).not.toContain(secret);
    expect(statSync(passwords).mode & 0o077).toBe(0);
    const kept = readFileSync(passwords, 'utf8').split('\n');
    for (const { database, owner } of machines) {
      for (const address of [database, owner]) {
        const { username, password } = new URL(address);
        expect([password, kept.filter((line) => line.startsWith(`*:*:*:${username}:`))]).toEqual([
          '',
          [
            `*:*:*:${username}:${String(username === 'lending' ? secrets.lendingPassword : secrets.ownerPassword)}`,
          ],
        ]);
      }
    }
  });

  it('lets migrations connect by an address without a password, which is beside it', async () => {
    const database = await cloneDatabase();
    try {
      const [app, owner] = [new URL(database.url), new URL(database.ownerUrl)];
      const PGPASSWORD = decodeURIComponent(owner.password);
      for (const url of [app, owner]) url.password = '';
      const addresses = { DATABASE_URL: app.href, DATABASE_OWNER_URL: owner.href };
      const env = { PATH: process.env.PATH, PGPASSWORD, ...addresses };
      const { status, stderr } = spawnSync(process.execPath, [MIGRATE, 'run'], { env, encoding: 'utf8' });
      expect([status, stderr]).toEqual([0, 'The schema is up to date.\n']);
    } finally {
      await database.drop();
    }
  });

  it('gives each machine an address of its own, and HAProxy leads to where the others listen', () => {
    const addresses = MACHINES.map((machine) => environment(machine).HOST);
    expect(new Set(addresses).size).toBe(3);
    for (const [index, machine] of MACHINES.entries()) {
      const haproxy = read(machine, 'haproxy.cfg');
      const listening = [...haproxy.matchAll(/^ {4}bind (\S+)$/gm)].map(([, at]) => at);
      const ports = [5000, 5001, 5002, 7000, 8080];
      expect(listening).toEqual(ports.map((port) => `${String(addresses[index])}:${String(port)}`));
      const servers = [...haproxy.matchAll(/^ {4}server (\w+) (\S+):(\d+) check(?: port (\d+))?$/gm)];
      expect(
        servers.map(([, name, address, port]) => `${String(name)} ${String(address)} ${String(port)}`),
      ).toEqual(
        ['6432', '6432', '5432', '8000'].flatMap((port) =>
          MACHINES.map((name, nr) => `${name} ${String(addresses[nr])} ${port}`),
        ),
      );
      const bouncer = settingsOf(read(machine, 'pgbouncer.ini'));
      const patroni = parse(read(machine, 'patroni.yml')) as Patroni;
      expect([bouncer.listen_addr, bouncer.listen_port]).toEqual([addresses[index], '6432']);
      expect(patroni.postgresql.listen).toBe(`${String(addresses[index])}:5432`);
      expect(patroni.restapi.listen).toBe(`${String(addresses[index])}:8008`);
      expect(patroni.etcd.hosts).toEqual(addresses.map((address) => `${String(address)}:2379`));
    }
  });

  it('has a primary give up before another one can be made', () => {
    const { ttl, loop_wait: pause, retry_timeout: retries } = dcs();
    expect(pause + 2 * retries).toBeLessThanOrEqual(ttl);
  });

  it('replicates synchronously, and lets no dead standby stop or fill the primary', () => {
    const { synchronous_mode: isSynchronous, ttl, postgresql } = dcs();
    expect(isSynchronous).toBe(true);
    expect(postgresql.parameters).toMatchObject({ synchronous_commit: 'on', archive_mode: 'on' });
    expect(Number.parseInt(String(postgresql.parameters.wal_sender_timeout), 10)).toBeLessThan(ttl);
    expect(postgresql.parameters.max_slot_wal_keep_size).toMatch(/GB$/);
  });

  it('shares connections between transactions, with room for the pools of all instances', () => {
    const bouncer = settingsOf(read('one', 'pgbouncer.ini'));
    expect(bouncer).toMatchObject({ pool_mode: 'transaction', ignore_startup_parameters: 'options' });
    const pools = 3 * (readConfig(environment('one')).poolSize + 1);
    expect(Number(bouncer.default_pool_size)).toBeGreaterThanOrEqual(pools);
    expect(Number(dcs().postgresql.parameters.max_connections)).toBeGreaterThan(
      Number(bouncer.default_pool_size) + 20,
    );
  });

  it('has settings that the application accepts in production', () => {
    const configs = MACHINES.map((machine) => readConfig(environment(machine)));
    for (const config of configs) {
      expect(config).toMatchObject({ production: true, preparedStatements: false, jwtSecretIsRandom: false });
    }
    expect(new Set(configs.map(({ jwtSecret }) => jwtSecret)).size).toBe(1);
    expect(new Set(configs.map(({ secretsKeys }) => secretsKeys.join())).size).toBe(1);
  });

  it('lets an instance serve on until HAProxy has seen that it leaves', () => {
    const [, inter, fall] =
      /balance[\s\S]*default-server .*inter (\d+)ms fall (\d+)/.exec(read('one', 'haproxy.cfg')) ?? [];
    const { shutdownDelayMs } = readConfig(environment('one'));
    expect(shutdownDelayMs).toBeGreaterThanOrEqual(3 * Number(inter) * Number(fall));
  });

  it('sets on the role what PgBouncer drops of a session, and the application starts on that', async () => {
    const database = await cloneDatabase();
    const pooler = await startPooler(database.url, { dropsOptions: true });
    try {
      // For this database only: other specs have the same role.
      const { username: role, pathname } = new URL(database.url);
      const name = pathname.slice(1);
      const statements = [
        ...readText('deploy/ha/templates/role.sql').matchAll(/^ALTER ROLE lending SET .*;$/gm),
      ];
      expect(statements.length).toBeGreaterThanOrEqual(5);
      for (const [statement] of statements) {
        await database.rows(statement.replace('lending SET', `${role} IN DATABASE ${name} SET`));
      }
      const { DB_PREPARED_STATEMENTS = '' } = environment('one');
      const app = await startApp({ DB_PREPARED_STATEMENTS }, { ...database, url: pooler.url });
      expect((await app.as().get('/health/ready')).status).toBe(200);
      await app.stop();
    } finally {
      await pooler.stop();
      await database.drop();
    }
  });

  it.each([
    [['start', 'now'].slice(0, 0), /^node deploy\/ha\/cluster\.mjs COMMAND/],
    [['fly'], /^node deploy\/ha\/cluster\.mjs COMMAND/],
  ])('explains itself after %j', (args, said) => {
    const { status, stderr } = spawnSync(process.execPath, [SCRIPT, ...args, '--dir', dir], {
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(said);
    expect(stderr).not.toContain('    at ');
  });

  interface Patroni {
    restapi: { listen: string };
    etcd: { hosts: string[] };
    postgresql: { listen: string };
    bootstrap: {
      dcs: {
        ttl: number;
        loop_wait: number;
        retry_timeout: number;
        synchronous_mode: boolean;
        postgresql: { parameters: Record<string, string | number> };
      };
    };
  }
  function dcs(): Patroni['bootstrap']['dcs'] {
    return (parse(read('two', 'patroni.yml')) as Patroni).bootstrap.dcs;
  }
});
