/** Sessions are in UTC, so an instant arrives as `2026-11-23 10:00:00.123456+00`, with as many decimals as it needs. */
const IN_UTC = '+00';
const SECONDS_END = '2026-11-23 10:00:00'.length;
const MILLISECONDS_END = '2026-11-23 10:00:00.123'.length;

/** The database's text as an instant. It is ISO 8601 except for two characters. */
export function readInstant(text: string): Date {
  return new Date(text.endsWith(IN_UTC) ? `${text.slice(0, 10)}T${text.slice(11)}:00` : text);
}

/** The database's text as answers write an instant, to the millisecond: what `readInstant` would, a tenth of its time. */
export function shownInstant(text: string): string {
  const end = text.length - IN_UTC.length;
  // No other year or zone has the seconds in this place.
  if (!text.endsWith(IN_UTC) || text[10] !== ' ' || (end !== SECONDS_END && text[SECONDS_END] !== '.')) {
    return readInstant(text).toISOString();
  }
  if (end >= MILLISECONDS_END) return `${text.slice(0, 10)}T${text.slice(11, MILLISECONDS_END)}Z`;
  return `${text.slice(0, 10)}T${text.slice(11, SECONDS_END)}.${text.slice(SECONDS_END + 1, end).padEnd(3, '0')}Z`;
}

/** An instant as answers write it; a row that was read for an answer has it so already. */
export function isoText(instant: Date | string): string {
  return typeof instant === 'string' ? instant : instant.toISOString();
}
