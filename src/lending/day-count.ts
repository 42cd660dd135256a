import { dayNumberOf, isLeapYear, partsOfDay } from './dates.js';
import type { DayCount } from './terms.js';

/** An exact number of years (or anything small): integers, positive denominator. Not for money. */
export interface Fraction {
  numerator: number;
  denominator: number;
}

/**
 * The exact fraction of a year between two day numbers, first excluded, last included. `actual/actual` is ISDA:
 * split at 1 January, each part over its own year. The 30-day conventions count days by the bond basis;
 * `30/actual` divides by the length of the first day's year.
 */
export function yearFraction(dayCount: DayCount, from: number, to: number): Fraction {
  switch (dayCount) {
    case 'actual/365':
      return { numerator: to - from, denominator: 365 };
    case 'actual/360':
      return { numerator: to - from, denominator: 360 };
    case 'actual/actual':
      return actualActual(from, to);
    case '30/360':
      return { numerator: days30360(from, to), denominator: 360 };
    case '30/actual':
      return {
        numerator: days30360(from, to),
        denominator: daysInYearOf(from),
      };
  }
}

/** Days between two day numbers when every month has 30 (ISDA 30/360, bond basis). */
export function days30360(from: number, to: number): number {
  const start = partsOfDay(from);
  const end = partsOfDay(to);
  const startDay = Math.min(start.day, 30);
  const endDay = end.day === 31 && startDay === 30 ? 30 : end.day;
  return (end.year - start.year) * 360 + (end.month - start.month) * 30 + endDay - startDay;
}

/** 365 or 366: the length of the year that a day number falls in. */
export function daysInYearOf(day: number): number {
  return isLeapYear(partsOfDay(day).year) ? 366 : 365;
}

/** The denominator is always 365·366, so that the fractions of one schedule add up over one denominator. */
function actualActual(from: number, to: number): Fraction {
  let numerator = 0;
  for (let at = from; at < to;) {
    const { year } = partsOfDay(at);
    const end = Math.min(to, dayNumberOf(year + 1, 1, 1));
    numerator += (end - at) * (isLeapYear(year) ? 365 : 366);
    at = end;
  }
  return { numerator, denominator: 365 * 366 };
}
