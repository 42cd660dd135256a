import { createServer } from 'node:net';
import type { AppConfig } from '../config.js';
import { ConfigError } from '../runtime/environment.js';

const REASONS: Record<string, string> = {
  ENOTFOUND: 'no machine has this name',
  EAI_AGAIN: 'the name cannot be looked up now',
  EADDRNOTAVAIL: 'it is not an address of this machine',
  EACCES: 'this user may not listen on this port',
};

/**
 * Tries to listen where the server will, and closes again, so that an unusable address is refused before a database is
 * created. A port in use is no fault yet: the application that holds it may be about to end.
 */
export async function assertListenable({ host, port }: Pick<AppConfig, 'host' | 'port'>): Promise<void> {
  const error = await tryToListen(host, port);
  if (error === null || error.code === 'EADDRINUSE') return;
  const where = error.code === 'EACCES' ? `PORT is "${String(port)}"` : `HOST is "${host}"`;
  const reason = REASONS[error.code ?? ''] ?? error.message;
  throw new ConfigError(
    `The settings in the environment are not valid:\n  ${where}; expected: an address and a port ` +
      `of this machine (${reason})`,
  );
}

function tryToListen(host: string, port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', resolve);
    probe.listen(port, host, () => {
      probe.close(() => {
        resolve(null);
      });
    });
  });
}
