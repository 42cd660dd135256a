// Records the migrations of a release with their SHA-256, in migrations/released.json. From then on they stay as they are
// (test/database/released-migrations.spec.ts): databases have run them.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../migrations/', import.meta.url));
const RECORD = join(FOLDER, 'released.json');

const files = readdirSync(FOLDER, { recursive: true })
  .filter((file) => file.endsWith('.ts'))
  .sort();
const sums = Object.fromEntries(
  files.map((file) => [
    file,
    createHash('sha256')
      .update(readFileSync(join(FOLDER, file)))
      .digest('hex'),
  ]),
);
writeFileSync(RECORD, `${JSON.stringify(sums, null, 2)}\n`);
console.log(`${String(files.length)} files are recorded in ${RECORD}.`);
