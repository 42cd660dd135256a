import { withParameter } from './links.js';
import { invalidFields } from './validation.js';

/** A link to the same list, continued from a place. */
export function linkFrom(url: string, place: string): string {
  return withParameter(url, 'cursor', Buffer.from(place).toString('base64url'));
}

/**
 * The place that a cursor names: the groups of `places`; groups that do not apply are empty. Throws `validation_failed`
 * for any other text; `links` says where cursors come from.
 */
export function placeIn(cursor: string, places: RegExp, links = 'next of this list'): string[] {
  const match = places.exec(Buffer.from(cursor, 'base64url').toString());
  if (!match) throw noCursor(links);
  return match.slice(1).map((group: string | undefined) => group ?? '');
}

export function noCursor(links: string): Error {
  return invalidFields([{ field: 'cursor', code: 'cursor', message: `cursor must be taken from ${links}.` }]);
}
