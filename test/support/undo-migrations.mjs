/**
 * Undoes the migrations of DATABASE_URL one by one, as `npm run migration:revert` does, until one refuses or none is left;
 * prints the names of those that were undone and the refusal (or null) as JSON.
 */
import { revert, withSchema } from '../../dist/src/database/schema.js';
import { readConfig } from '../../dist/src/config.js';

const undone = [];
let refusal = null;
await withSchema(readConfig(process.env), async (db) => {
  try {
    for (let name; (name = await revert(db)) !== null;) undone.push(name);
  } catch (error) {
    refusal = error instanceof Error ? error.message : String(error);
  }
});
process.stdout.write(JSON.stringify({ undone, refusal }));
process.exit();
