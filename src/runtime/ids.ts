import { V7Generator } from 'uuidv7';
import { databaseTime } from './database-time.js';

const generator = new V7Generator();

/**
 * A new UUIDv7 of the database's time, so that lists by id are in order of creation to about a millisecond, and a
 * retried command can carry its own. What came first where it matters is said by `entry_no`, never by ids.
 */
export function newId(): string {
  return generator.generateOrResetWithTs(Math.floor(databaseTime.now())).toString();
}
