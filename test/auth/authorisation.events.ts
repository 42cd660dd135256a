import { OF_LETTERS } from './authorisation.letters.js';
import type { Request, Statuses } from './authorisation.table.js';

/** An object that does not exist. */
const NOBODY = '0198c0de-3333-7000-8000-000000000001';

/** What has happened, and the letters that tell of it: who gets which status, as in `OPERATIONS`. */
export const OF_EVENTS: Record<string, [Statuses, Request]> = {
  ...OF_LETTERS,
  'GET /api/event_types': [[200, 200, 200, 200, 200, 200, 200], {}],
  'GET /api/events': [[401, 403, 403, 200, 200, 200, 200], {}],
  'GET /api/events/{id}': [[401, 403, 403, 404, 404, 404, 404], { path: () => `/api/events/${NOBODY}` }],
};
