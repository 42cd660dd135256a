import { expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from '../support/app.js';

const HOOK = fileURLToPath(new URL('../support/loaded-packages.cjs', import.meta.url));

/**
 * A package that is in the bundle and is loaded beside it as well would be there twice: a DTO's decorators would be
 * noted in the one, and its fields be checked by the other.
 */
it('the server takes from node_modules only what scripts/bundle.mjs leaves there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lmp-bundle-'));
  const LOADED_PACKAGES = join(folder, 'packages');
  try {
    const app = await startServer({ NODE_OPTIONS: `--require "${HOOK}"`, LOADED_PACKAGES });
    expect(await app.as().get('/api/docs/')).toMatchObject({ status: 200 });
    await app.stop();
    const loaded = (await readFile(LOADED_PACKAGES, 'utf8')).split('\n');
    expect(loaded).toContain('pg');
    // A driver with its parsers, a binary, and files that are served.
    const left = /^(pg|pg-.+|postgres-.+|split2|xtend|pgpass|@node-rs\/.+|swagger-ui-dist)$/;
    expect(loaded.filter((name) => !left.test(name))).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
