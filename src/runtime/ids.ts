import { V7Generator } from 'uuidv7';
import { databaseTime } from './database-time.js';

const generator = new V7Generator();

/**
 * A new UUIDv7 with the database's time. Lists by id are in order of creation to about a millisecond. A retried command
 * can carry its own id. Where order matters, `entry_no` decides, never the id.
 */
export function newId(): string {
  return generator.generateOrResetWithTs(Math.floor(databaseTime.now())).toString();
}
