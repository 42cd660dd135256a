// Plain JavaScript, outside of Jest's VM: starts one PostgreSQL for all spec files and migrates a template.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { chmod, mkdtemp, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedDatabase } from '../../dist/src/database/embedded-database.js';
import { prepareSchema } from '../../dist/src/database/schema.js';
import { readConfig } from '../../dist/src/config.js';

export const TEMPLATE = 'lmp_template';

/** Many times what the databases of a run take. */
const ROOM = 8 * 2 ** 30;

/**
 * In CI in memory, where there is plenty: on a disk, to copy a database and drop it again, which is a thousand files, takes
 * half a second of CPU, and there are hundreds of them. Elsewhere an interrupted run would leave its files in memory.
 */
async function roomyDirectory() {
  if (process.env.CI === undefined) return tmpdir();
  const memory = await statfs('/dev/shm').catch(() => null);
  const isRoomy =
    memory !== null && memory.bavail * memory.bsize >= ROOM && process.availableMemory() >= 2 * ROOM;
  return isRoomy ? '/dev/shm' : tmpdir();
}

/** One for each worker, so that what one spec does to its process meets no other spec. */
async function startHost(log) {
  const output = openSync(log, 'a');
  const host = fork(new URL('app-host.mjs', import.meta.url), {
    stdio: ['ignore', output, output, 'ipc'],
    execArgv: [],
    env: { PATH: process.env.PATH },
  });
  const [url] = await Promise.race([
    once(host, 'message'),
    once(host, 'exit').then(() => {
      throw new Error(`the host of servers ended before it listened, see ${log}`);
    }),
  ]);
  // It must not keep Jest from ending.
  host.unref();
  host.channel.unref();
  return { url, log };
}

export default async function setUp({ maxWorkers = 1 } = {}) {
  const dataDir = await mkdtemp(join(await roomyDirectory(), 'lmp-test-'));
  // Where root runs the tests, PostgreSQL's user gets there, and all of it goes with the directory.
  await chmod(dataDir, 0o711);
  const server = await startEmbeddedDatabase({
    dataDir,
    // Nothing here has to survive a power cut; the kill -9 story kills the application, not PostgreSQL.
    settings: { fsync: 'off', full_page_writes: 'off', max_connections: 300, synchronous_commit: 'off' },
  });
  globalThis.embeddedPostgres = { server, dataDir };
  const admin = new pg.Client(server.url);
  await admin.connect();
  await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  await admin.end();
  // The servers of the tests connect as the application does, with its rights and no others.
  const urlOf = (url) => url.replace(/\/[^/?]*(?=\?|$)/, `/${TEMPLATE}`);
  const { ROW_LEVEL_SECURITY } = process.env;
  const settings = {
    DATABASE_URL: urlOf(server.appUrl),
    DATABASE_OWNER_URL: urlOf(server.url),
    ROW_LEVEL_SECURITY,
  };
  await prepareSchema(readConfig(settings), 'migrate');
  process.env.TEST_DIRECTORY = dataDir;
  process.env.TEST_DATABASE_ADMIN_URL = server.url;
  process.env.TEST_DATABASE_APP_URL = server.appUrl;
  const logs = Array.from({ length: maxWorkers }, (_, worker) => join(dataDir, `host-${worker + 1}.log`));
  process.env.TEST_APP_HOSTS = JSON.stringify(await Promise.all(logs.map(startHost)));
}
