import { uuidv7 } from 'uuidv7';

/** A new UUIDv7: time-ordered, so ids sort by creation and a retried command can carry its own. */
export function newId(): string {
  return uuidv7();
}
