import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createApp } from './app.setup.js';
import { CONSOLE_PATH } from './http/console-files.js';
import { EmbeddedDatabaseError } from './database/embedded-binaries.js';
import { startEmbeddedDatabase } from './database/embedded-database.js';
import { ConfigError } from './runtime/environment.js';
import { keptSecret, readKeptSecret } from './runtime/kept-secret.js';
import { Lifecycle } from './runtime/lifecycle.js';
import { assertListenable } from './http/listenable.js';
import { prepareSchema, SchemaError } from './database/schema.js';
import { Shutdown } from './runtime/shutdown.js';
import { readConfig, type AppConfig } from './config.js';
import { createDemoAccounts, DEMO_PASSWORD, type DemoAccount } from './demo/demo-accounts.js';
import { isDeserted } from './demo/demo.queries.js';

/** Boots the HTTP server; with no DATABASE_URL, on the embedded PostgreSQL. */
async function main(): Promise<void> {
  const settings = readConfig(process.env);
  await assertListenable(settings);
  const config = await openDatabase(settings);
  const app = await shutdown.until(createApp(config), (created) => close(created, config.shutdownGraceMs));
  await app.init();
  const demo = config.embeddedIn === null ? [] : await createDemoAccounts(app);
  const deserted = await isDeserted(app);
  await app.listen(config.port, config.host);
  const url = addressOf(app, config);
  printWelcome(url, config, demo, deserted);
  // For programs that start this one, whatever the log level; in a terminal the welcome says it already.
  if (!process.stdout.isTTY) process.stdout.write(`${JSON.stringify(listeningLine(url))}\n`);
}

/** `embeddedIn`: the directory of the embedded database; null on a server of one's own. */
type OpenedConfig = AppConfig & { embeddedIn: string | null };

/** The settings with the address of a database whose schema is that of this version. */
async function openDatabase(config: AppConfig): Promise<OpenedConfig> {
  if (config.databaseUrl !== null) {
    if (config.jwtSecretIsRandom) {
      print('JWT_SECRET is not set: a random one is used, so sign-ins end with this process.');
    }
    await prepareSchema(config, 'check');
    return { ...config, embeddedIn: null };
  }
  const secretFile = join(config.dataDir, 'jwt-secret');
  // A bad one is refused before a database is made beside it.
  if (config.jwtSecretIsRandom) await readKeptSecret(secretFile);
  const starting = startEmbeddedDatabase({
    dataDir: config.dataDir,
    log: print,
    onLost: (why) => void fail(why),
    patienceMs: OTHER_STOPS_MS,
    settings: { max_connections: config.poolSize + CONNECTIONS_BESIDE_POOL },
  });
  const { url, directory } = await shutdown.until(starting, (database) => database.stop());
  const jwtSecret = config.jwtSecretIsRandom
    ? await keptSecret(secretFile, config.jwtSecret)
    : config.jwtSecret;
  const settings = { ...config, databaseUrl: url, jwtSecret, embeddedIn: directory };
  await prepareSchema(settings, 'migrate');
  return settings;
}

/** A restart may come before the application that it follows has ended. */
const OTHER_STOPS_MS = 5000;
/** For commands, tools and PostgreSQL itself. */
const CONNECTIONS_BESIDE_POOL = 50;

/** Answers what is in flight, then closes the server and the pool. */
async function close(app: NestFastifyApplication, graceMs: number): Promise<void> {
  const deadline = Date.now() + graceMs;
  const lifecycle = app.get(Lifecycle);
  lifecycle.startDraining();
  await lifecycle.answered(graceMs);
  // No new connections; those that are open bring their last request to its end.
  app.getHttpServer().close();
  await lifecycle.answered(deadline - Date.now());
  await app.close();
}

function addressOf(app: NestFastifyApplication, { host }: AppConfig): string {
  const { port } = app.getHttpServer().address() as AddressInfo;
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const name = isEverywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${String(port)}`;
}

/** Shaped as pino's lines are. */
function listeningLine(url: string) {
  return { level: 'info', time: new Date().toISOString(), msg: 'listening', url };
}

function printWelcome(url: string, config: OpenedConfig, demo: DemoAccount[], deserted: boolean): void {
  print(`
Loan Management Platform
  API         ${url}/api/${config.apiDocs ? `\n  Swagger UI  ${url}/api/docs/` : ''}
  Console     ${url}${CONSOLE_PATH}`);
  if (config.embeddedIn !== null) print(`  Data        ${config.embeddedIn}`);
  if (demo.length > 0) {
    print(`\nDemo logins, all with the password ${DEMO_PASSWORD}`);
    for (const { username, role } of demo) print(`  ${username.padEnd(16)}${role}`);
  }
  if (deserted) print('\nThere are no users yet. Make the first: npm run cli -- create-admin');
  print('');
}

function print(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** What people can mend is said in words; anything else is a bug and shows where. */
function report(error: unknown): void {
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE')
    print(`Port ${String(port)} is taken by another program. Set PORT to a free one.`);
  else if (EXPECTED.some((kind) => error instanceof kind)) print((error as Error).message);
  else print(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

const EXPECTED = [ConfigError, EmbeddedDatabaseError, SchemaError];

const shutdown = new Shutdown(report, () => {
  print('Stopping …');
});

/** Ends the process, and says why. */
async function fail(error: unknown): Promise<void> {
  // A start that a signal cut short fails somewhere; that is not a fault.
  if (!shutdown.begun) {
    report(error);
    process.exitCode = 1;
  }
  await shutdown.end();
  process.exit();
}

main().catch(fail);
