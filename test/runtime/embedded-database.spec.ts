import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import {
  findEmbeddedDatabase,
  startEmbeddedDatabase,
  type EmbeddedDatabase,
} from '../../src/database/embedded-database.js';
import type { EmbeddedDatabaseError } from '../../src/database/embedded-binaries.js';
import { must } from '../support/make.js';
import { Client } from '../support/http.js';
import { until } from '../support/until.js';

const MAIN = fileURLToPath(new URL('../../dist/app/main.js', import.meta.url));
const MODULE = new URL('../../dist/src/database/embedded-database.js', import.meta.url).href;
/** Another application: starts the database, says where it is, and waits to be killed. */
const APPLICATION = `
  const { startEmbeddedDatabase } = await import(process.argv[1]);
  const { url } = await startEmbeddedDatabase({ dataDir: process.argv[2] });
  process.stdout.write(url);
  setInterval(() => {}, 1e6);`;

describe('the embedded database', () => {
  let dataDir: string;
  let directory: string;
  const running: ChildProcess[] = [];

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lmp-embedded-'));
    await chmod(dataDir, 0o711);
  });

  afterAll(async () => {
    for (const child of running) child.kill('SIGKILL');
    // Whatever a failed test left running is taken over, and stopped.
    await (await startEmbeddedDatabase({ dataDir })).stop();
    for (const place of [dirname(directory), dataDir]) await rm(place, { recursive: true, force: true });
  });

  async function startApplication(): Promise<{ url: string; kill: () => Promise<void> }> {
    const args = ['--input-type=module', '-e', APPLICATION, MODULE, dataDir];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    running.push(child);
    const [url] = (await once(child.stdout, 'data')) as [Buffer];
    return {
      url: url.toString(),
      kill: async () => {
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
      },
    };
  }

  async function notes({ url }: { url: string }, add?: string): Promise<string[]> {
    const client = new pg.Client(url);
    await client.connect();
    try {
      await client.query('CREATE TABLE IF NOT EXISTS scribbles (note text)');
      if (add !== undefined) await client.query('INSERT INTO scribbles VALUES ($1)', [add]);
      return (await client.query<{ note: string }>('SELECT note FROM scribbles')).rows.map(
        ({ note }) => note,
      );
    } finally {
      await client.end();
    }
  }

  async function postmaster(): Promise<number> {
    return Number.parseInt(await readFile(join(directory, 'postmaster.pid'), 'utf8'), 10);
  }

  it('is made on first use, survives power cuts, and listens to this machine only', async () => {
    // What a kill in the middle of an earlier first start leaves.
    await mkdir(join(dataDir, 'postgres.init-999999999'));
    const database = await startEmbeddedDatabase({ dataDir });
    directory = database.directory;
    const client = new pg.Client(database.url);
    await client.connect();
    const { rows } = await client.query<{ name: string; setting: string }>(
      `SELECT name, setting FROM pg_settings WHERE name IN
       ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses', 'server_encoding')`,
    );
    await client.end();
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      listen_addresses: '127.0.0.1',
      server_encoding: 'UTF8',
    });
    expect(database.isNew).toBe(true);
    expect(await notes(database, 'first')).toEqual(['first']);
    const { url, appUrl } = database;
    expect(await findEmbeddedDatabase(dataDir)).toEqual({ url, appUrl });
    await database.stop();
    await database.stop();
    expect(await findEmbeddedDatabase(dataDir)).toBeNull();
  });

  it('is found again by a second start', async () => {
    await using(async (database) => {
      expect(database.isNew).toBe(false);
      expect(await notes(database)).toEqual(['first']);
    });
  });

  it('is taken over as it runs when its application was killed', async () => {
    const application = await startApplication();
    await notes(application, 'second');
    await application.kill();
    await using(async (database) => {
      expect(database.url).toBe(application.url);
      expect(await notes(database)).toEqual(['first', 'second']);
    });
  });

  it('refuses a second application, which leaves the first alone', async () => {
    const application = await startApplication();
    await expect(startEmbeddedDatabase({ dataDir })).rejects.toThrow(
      /in use by another application .*process \d+/,
    );
    expect(await notes(application)).toEqual(['first', 'second']);
    await application.kill();
  });

  it('recovers when PostgreSQL was killed with its application', async () => {
    const application = await startApplication();
    await notes(application, 'third');
    process.kill(await postmaster(), 'SIGKILL');
    await application.kill();
    await using(async (database) => {
      expect(database.isNew).toBe(false);
      expect(await notes(database)).toEqual(['first', 'second', 'third']);
    });
  });

  it('starts beside the empty file of a server that a power cut ended', async () => {
    await writeFile(join(directory, 'postmaster.pid'), '');
    await using(async (database) => {
      expect(await notes(database)).toEqual(['first', 'second', 'third']);
    });
  });

  it('is not stopped by an application that has lost it to another', async () => {
    const first = await startEmbeddedDatabase({ dataDir, restarts: 0 });
    process.kill(await postmaster(), 'SIGKILL');
    const second = await startApplication();
    await first.stop();
    expect(await notes(second)).toEqual(['first', 'second', 'third']);
    await second.kill();
  });

  describe('that ends under a running application', () => {
    /** What `npm start` runs, with its answers and what it prints. */
    async function startMain(): Promise<{ api: Client; child: ChildProcess; output: () => string }> {
      const env = { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1' };
      const child = spawn(process.execPath, [MAIN], { stdio: ['ignore', 'pipe', 'pipe'], env });
      running.push(child);
      let output = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
      }
      const url = () => /"msg":"listening","url":"([^"]+)"/.exec(output)?.[1];
      await until(() => url() !== undefined || child.exitCode !== null);
      expect([child.exitCode, output]).toEqual([null, output]);
      return { api: new Client(url() ?? '', null), child, output: () => output };
    }

    it('is started again with all its data, so that the application goes on', async () => {
      const { api, child, output } = await startMain();
      const user = { username: 'ada.obi', password: 'correct horse battery' };
      must(201, await api.post('/api/auth/register/', { ...user, role: 'customer' }));
      for (const nr of ['1', '2']) {
        process.kill(await postmaster(), 'SIGKILL');
        await until(() => output().split('The embedded PostgreSQL is running again.').length > Number(nr));
        expect(output()).toContain(`starting it again (${nr} of at most 5 times within ten minutes)`);
        await until(async () => (await api.get('/health/ready')).status === 200);
        must(200, await api.post('/api/auth/login/', user));
      }
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([0, null]);
      expect(await findEmbeddedDatabase(dataDir)).toBeNull();
    });

    it('ends the application with a message when it cannot be started again', async () => {
      const { child, output } = await startMain();
      const [control, aside] = [join(directory, 'global', 'pg_control'), join(directory, 'pg_control')];
      const ended = once(child, 'exit');
      await rename(control, aside);
      try {
        process.kill(await postmaster(), 'SIGKILL');
        expect(await ended).toEqual([1, null]);
      } finally {
        await rename(aside, control);
      }
      expect(output()).toContain(`PostgreSQL did not start in ${directory}.`);
      expect(output()).toContain('could not find the database system');
      expect(output()).not.toMatch(/^\s+at /m);
    });

    it('is dropped when it ends again and again', async () => {
      const lost: EmbeddedDatabaseError[] = [];
      const said: string[] = [];
      const database = await startEmbeddedDatabase({
        dataDir,
        restarts: 2,
        log: (line) => said.push(line),
        onLost: (why) => lost.push(why),
      });
      for (let ends = 1; ends <= 3; ends++) {
        process.kill(await postmaster(), 'SIGKILL');
        await until(
          () => said.filter((line) => line.endsWith('is running again.')).length === ends || lost.length > 0,
        );
      }
      expect(lost.map(({ message }) => message)).toEqual([
        expect.stringMatching(/has ended too often and is not started again/),
      ]);
      expect(said).toHaveLength(4);
      await database.stop();
    });
  });

  async function using(work: (database: EmbeddedDatabase) => Promise<void>): Promise<void> {
    const database = await startEmbeddedDatabase({ dataDir });
    try {
      await work(database);
    } finally {
      await database.stop();
    }
  }
});
