const FROM_HOUR = 20;
const TO_HOUR = 8;
const MINUTE_MS = 60_000;

/**
 * When text messages may go out again, where it is night in a time zone (20:00 to 08:00); null by day. By the clock of the
 * wall: on the night of a clock change it is an hour off.
 */
export function loudFrom(now: Date, timeZone: string): Date | null {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(now);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const [hour, minute] = [read('hour'), read('minute')];
  if (hour >= TO_HOUR && hour < FROM_HOUR) return null;
  const hours = hour >= FROM_HOUR ? 24 + TO_HOUR - hour : TO_HOUR - hour;
  return new Date(now.getTime() + (hours * 60 - minute) * MINUTE_MS);
}
