import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { createApp } from './app.setup.js';
import { BankConfigQueries } from './bank-config/bank-config.queries.js';
import type { AppConfig } from './config.js';
import { ownsTables } from './database/rights.js';
import { prepareSchema } from './database/schema.js';
import { createDemoAccounts, DEMO_PASSWORD, type DemoAccount } from './demo/demo-accounts.js';
import { isDeserted } from './demo/demo.queries.js';
import { CONSOLE_PATH } from './http/page-files.js';
import { Lifecycle } from './runtime/lifecycle.js';
import { ownAddress } from './runtime/own-address.js';
import type { TracingSettings } from './runtime/tracing-settings.js';
import type { Shutdown } from './runtime/shutdown.js';

/** `embeddedIn`: the directory of the embedded database; null for the operator's own server. */
export type OpenedConfig = AppConfig & { embeddedIn: string | null };

/**
 * Starts the application on a database with this version's schema, prints where it listens, and returns that address.
 */
export async function serve(config: OpenedConfig, shutdown: Pick<Shutdown, 'until'>): Promise<string> {
  const isEmbedded = config.embeddedIn !== null;
  await prepareSchema(config, isEmbedded ? 'migrate' : 'check');
  if (config.tracing !== null) await shutdown.until(startTraces(config.tracing), (end) => end());
  const app = await shutdown.until(createApp(config), (created) => close(created, config));
  await app.init();
  const demo = isEmbedded ? await createDemoAccounts(app) : [];
  const deserted = await isDeserted(app);
  const trusting = await app.get(BankConfigQueries).trustsEverybody();
  await app.listen(config.port, config.host);
  const url = addressOf(app, config);
  const owning = config.production && (await ownsTables(app.get(DataSource)));
  process.stderr.write(welcome(url, config, demo, { deserted, trusting, owning }));
  // For programs that start this one, whatever the log level; in a terminal the welcome text says it already.
  if (!process.stdout.isTTY) process.stdout.write(`${JSON.stringify(listeningLine(url))}\n`);
  return url;
}

/** Loads OpenTelemetry's part that collects and sends, which takes a moment, only where traces are wanted. */
async function startTraces({ serviceName }: TracingSettings): Promise<() => Promise<void>> {
  const { startTracing } = await import('./runtime/tracing-export.js');
  const logger = new Logger('Traces');
  return startTracing(serviceName, logger);
}

/** Background work has at least this long after the last answer (ms). */
const LAST_WORK_MS = 2000;

/**
 * Tells the load balancer, answers the requests in flight, then closes the server and the pool. Background work that does
 * not end in time, such as a statement that a silent network keeps, goes with the process: PostgreSQL rolls it back.
 */
async function close(
  app: NestFastifyApplication,
  { shutdownDelayMs, shutdownGraceMs: graceMs }: AppConfig,
): Promise<void> {
  const lifecycle = app.get(Lifecycle);
  lifecycle.startLeaving();
  await sleep(shutdownDelayMs);
  const deadline = Date.now() + graceMs;
  lifecycle.startDraining();
  await lifecycle.answered(graceMs);
  // Stop accepting connections; open ones finish their last request.
  app.getHttpServer().close();
  await lifecycle.answered(deadline - Date.now());
  const closed = app.close().then(() => true);
  const late = sleep(Math.max(deadline - Date.now(), LAST_WORK_MS), false);
  if (await Promise.race([closed, late])) return;
  closed.catch(() => undefined);
  new Logger('Shutdown').warn('background work did not end in time: it is rolled back');
}

function addressOf(app: NestFastifyApplication, { host }: AppConfig): string {
  const { port } = app.getHttpServer().address() as AddressInfo;
  return ownAddress(host, port);
}

/** In the format of pino's lines. */
function listeningLine(url: string) {
  return { level: 'info', time: new Date().toISOString(), msg: 'listening', url };
}

/** What whoever starts it should know. */
interface State {
  /** There are no users. */
  deserted: boolean;
  /** Customers or providers may say themselves that money came, although real money moves here. */
  trusting: boolean;
  /** In production, the application could switch off what keeps the journal. */
  owning: boolean;
}

function welcome(
  url: string,
  config: OpenedConfig,
  demo: DemoAccount[],
  { deserted, trusting, owning }: State,
): string {
  const lines = ['', 'Loan Management Platform', `  API         ${url}/api/`];
  if (config.apiDocs) lines.push(`  Swagger UI  ${url}/api/docs/`);
  lines.push(`  Portal      ${url}/`, `  Console     ${url}${CONSOLE_PATH}`);
  if (config.embeddedIn !== null) lines.push(`  Data        ${config.embeddedIn}`);
  if (demo.length > 0) {
    lines.push('', `Demo logins, all with the password ${DEMO_PASSWORD}`);
    for (const { username, role } of demo) lines.push(`  ${username.padEnd(16)}${role}`);
  }
  if (trusting) {
    lines.push(
      '',
      'Warning: real money moves here, and customers or providers may still book money on their own word. To end that:',
      '  npm run cli -- config set direct_payments=staff direct_deposits=false',
    );
  }
  if (owning) {
    lines.push(
      '',
      'Warning: the role of DATABASE_URL owns the tables, so it could switch off what keeps the journal. To end that:',
      '  docs/operating.md, "Two roles in the database"',
    );
  }
  if (deserted) lines.push('', 'There are no users yet. Create the first: npm run cli -- create-admin');
  return `${lines.join('\n')}\n\n`;
}
