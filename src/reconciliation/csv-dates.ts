const DATE_PART = /YYYY|YY|MM|M|DD|D/g;
const DIGITS: Partial<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  YY: '(?<year>\\d{2})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
};

/** Whether a format names year, month and day, each once. */
export function isDateFormat(format: string): boolean {
  const parts = (format.match(DATE_PART) ?? []).map((part) => part[0]);
  return parts.toSorted().join('') === 'DMY';
}

/** Reads a date that is written so as YYYY-MM-DD; null for anything else. What follows it, such as a time, is left out. */
export function dateReader(format: string): (text: string) => string | null {
  const between = format.split(DATE_PART).map((text) => text.replace(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`));
  const parts = format.match(DATE_PART) ?? [];
  const pattern = new RegExp(
    `^${between.map((text, index) => `${text}${DIGITS[parts[index] ?? ''] ?? ''}`).join('')}(?!\\d)`,
  );
  return (text) => {
    const { year, month, day } = pattern.exec(text)?.groups ?? {};
    if (year === undefined || month === undefined || day === undefined) return null;
    return `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  };
}
