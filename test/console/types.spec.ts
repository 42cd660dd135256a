import { expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const SCRIPT = fileURLToPath(new URL('../../scripts/console-types.mjs', import.meta.url));

it('the console reads answers of the types that the API document gives them', async () => {
  // `npm run console:types` writes them again.
  await expect(promisify(execFile)(process.execPath, [SCRIPT, '--check'])).resolves.toBeDefined();
});
