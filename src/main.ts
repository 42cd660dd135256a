import 'reflect-metadata';
import { join } from 'node:path';
import { startEmbeddedDatabase } from './database/embedded-database.js';
import { withSecretsKey } from './database/kept-secrets-key.js';
import { assertListenable } from './http/listenable.js';
import { keptSecret, readKeptSecret } from './runtime/kept-secret.js';
import { RefusedStart } from './runtime/refused-start.js';
import { Shutdown } from './runtime/shutdown.js';
import { readConfig, type AppConfig } from './config.js';
import type { OpenedConfig } from './serve.js';

/** Boots the HTTP server; with no DATABASE_URL, on the embedded PostgreSQL. */
async function main(): Promise<void> {
  const settings = readConfig(process.env);
  await assertListenable(settings);
  const config = await withSecretsKey(await openDatabase(settings));
  // Loaded late because it takes most of a second: invalid settings are refused at once.
  const { serve } = await import('./serve.js');
  await serve(config, shutdown);
}

/** The settings with the address of a database. */
async function openDatabase(config: AppConfig): Promise<OpenedConfig> {
  if (config.databaseUrl !== null) {
    if (config.jwtSecretIsRandom) {
      print('JWT_SECRET is not set: a random one is used, so sign-ins end with this process.');
    }
    return { ...config, embeddedIn: null };
  }
  const secretFile = join(config.dataDir, 'jwt-secret');
  // Refuse an invalid secret before a database is created beside it.
  if (config.jwtSecretIsRandom) await readKeptSecret(secretFile);
  const starting = startEmbeddedDatabase({
    dataDir: config.dataDir,
    log: print,
    onLost: (why) => void fail(why),
    patienceMs: OTHER_STOPS_MS,
    settings: { max_connections: config.poolSize + CONNECTIONS_BESIDE_POOL },
  });
  const { url, appUrl, directory } = await shutdown.until(starting, (database) => database.stop());
  const jwtSecret = config.jwtSecretIsRandom
    ? await keptSecret(secretFile, config.jwtSecret)
    : config.jwtSecret;
  return { ...config, databaseUrl: appUrl, databaseOwnerUrl: url, jwtSecret, embeddedIn: directory };
}

/** After a restart, the previous application may still be stopping. */
const OTHER_STOPS_MS = 5000;
/** For commands, tools and PostgreSQL itself. */
const CONNECTIONS_BESIDE_POOL = 50;

function print(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Faults that people can fix get a sentence; anything else is a bug and prints its stack. */
function report(error: unknown): void {
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE')
    print(`Port ${String(port)} is in use by another program. Set PORT to a free one.`);
  else if (error instanceof RefusedStart) print(error.message);
  else print(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

const shutdown = new Shutdown(report, () => {
  print('Stopping …');
});

/** Ends the process, and says why. */
async function fail(error: unknown): Promise<void> {
  // A start that a signal interrupts fails somewhere; that is no fault.
  if (!shutdown.begun) {
    report(error);
    process.exitCode = 1;
  }
  await shutdown.end();
  process.exit();
}

main().catch(fail);
