import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startEmbeddedDatabase, type EmbeddedDatabase } from './embedded-database.js';
import type { ServerSettings } from './embedded-server.js';

/** Nothing here has to survive a crash. */
const FAST: ServerSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** A PostgreSQL server for one test or check; `stop` also deletes it. */
export async function startScratchDatabase(settings: ServerSettings = {}): Promise<EmbeddedDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'loans-scratch-'));
  // As root, PostgreSQL's own user needs access.
  await chmod(dataDir, 0o711);
  const database = await startEmbeddedDatabase({ dataDir, settings: { ...FAST, ...settings } });
  return {
    ...database,
    stop: async () => {
      await database.stop();
      // The files are elsewhere when the temporary directory is closed to that user.
      for (const place of [dirname(database.directory), dataDir])
        await rm(place, { recursive: true, force: true });
    },
  };
}
