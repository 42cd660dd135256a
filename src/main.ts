import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createApp } from './app.setup.js';
import { startEmbeddedDatabase, type EmbeddedDatabase } from './common/embedded-database.js';
import { keptSecret } from './common/kept-secret.js';
import { Lifecycle } from './common/lifecycle.js';
import { prepareSchema } from './common/schema.js';
import { readConfig } from './config.js';
import { createDemoAccounts, DEMO_PASSWORD } from './demo/demo-accounts.js';

/** Boots the HTTP server; with no DATABASE_URL, on the embedded PostgreSQL. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const print = (line: string) => process.stderr.write(`${line}\n`);
  const embedded =
    config.databaseUrl === null ? await startEmbeddedDatabase({ dataDir: config.dataDir, log: print }) : null;
  try {
    const settings = { ...config, databaseUrl: embedded?.url ?? config.databaseUrl };
    if (embedded && config.jwtSecretIsRandom) {
      settings.jwtSecret = await keptSecret(join(config.dataDir, 'jwt-secret'), config.jwtSecret);
    }
    await prepareSchema(settings, embedded === null ? 'check' : 'migrate');
    const app = await createApp(settings);
    await app.init();
    const demo = embedded ? await createDemoAccounts(app) : [];
    await app.listen(config.port, config.host);
    stopOnSignals(app, embedded, config.shutdownGraceMs);
    const { port } = app.getHttpServer().address() as AddressInfo;
    const url = `http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${String(port)}`;
    print(`\nLoan Management Platform\n  API         ${url}/api/\n  Swagger UI  ${url}/api/docs/`);
    if (demo.length > 0) {
      print(`  Demo logins, password ${DEMO_PASSWORD}: ${demo.map(({ username }) => username).join(', ')}\n`);
    }
    process.stdout.write(`${JSON.stringify({ msg: 'listening', url })}\n`);
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

/** Lets commands in flight finish, then closes the server, the pool and last the database. Twice: at once. */
function stopOnSignals(
  app: NestFastifyApplication,
  embedded: EmbeddedDatabase | null,
  graceMs: number,
): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    await app.get(Lifecycle).drain(graceMs);
    await app.close();
    await embedded?.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stop().catch(fail);
    });
  }
}

function fail(error: unknown): never {
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  const message =
    code === 'EADDRINUSE'
      ? `Port ${String(port)} is taken by another program. Set PORT to a free one.`
      : error instanceof Error
        ? error.message
        : String(error);
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

main().catch(fail);
