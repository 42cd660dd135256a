/**
 * Undoes the migrations of DATABASE_URL one by one, as `npm run migration:revert` does, until one refuses or none is left;
 * prints the names of those that were undone and the refusal (or null) as a line of JSON. It does so once for each line
 * of its input.
 */
import { createInterface } from 'node:readline';
import { revert, withSchema } from '../../dist/src/database/schema.js';
import { readConfig } from '../../dist/src/config.js';

async function undo(db) {
  const undone = [];
  try {
    for (let name; (name = await revert(db)) !== null;) undone.push(name);
    return { undone, refusal: null };
  } catch (error) {
    return { undone, refusal: error instanceof Error ? error.message : String(error) };
  }
}

await withSchema(readConfig(process.env), async (db) => {
  // eslint-disable-next-line no-unused-vars
  for await (const _ of createInterface(process.stdin)) {
    process.stdout.write(`${JSON.stringify(await undo(db))}\n`);
  }
});
process.exit();
