const CHOSEN = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
} as const;

/**
 * What a date field holds, as the page writes dates: browsers show it in a notation of their own, in which 03/04 is March
 * to some and April to others. Nothing while it is being typed.
 */
export function chosenDate(value: string, notation: string | undefined): string | undefined {
  const at = /^[12]\d{3}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN;
  return Number.isNaN(at) ? undefined : new Intl.DateTimeFormat(notation, CHOSEN).format(at);
}
