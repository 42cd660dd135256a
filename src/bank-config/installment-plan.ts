import type { PeriodUnit } from '../lending/dates.js';

/** How a loan of a given duration is split into equal instalments. */
export interface InstallmentPlan {
  every: number;
  unit: PeriodUnit;
}

/** An ISO 8601 duration in one unit: days, weeks, months or years, short enough that every due date is valid. */
export const DURATION = /^P(?=\d{1,5}D|\d{1,4}W|\d{1,3}M|\d{1,2}Y)([1-9]\d*)([DWMY])$/;

/**
 * The period between instalments: `duration / installments` in whole months, weeks or days; null when it does not
 * divide. Whole years written in days (P365D) count as years, so twelve instalments fall due monthly. A single
 * instalment falls due after exactly the written duration.
 */
export function installmentPlan(duration: string, installments: number): InstallmentPlan | null {
  const match = DURATION.exec(duration);
  if (!match) return null;
  const length = Number.parseInt(match[1] ?? '', 10);
  switch (match[2]) {
    case 'Y':
      return inParts(length * 12, installments, 'months');
    case 'M':
      return inParts(length, installments, 'months');
    case 'W':
      return inParts(length, installments, 'weeks') ?? inParts(length * 7, installments, 'days');
    default: {
      const years = installments > 1 && length % 365 === 0 ? length / 365 : 0;
      return (
        (years > 0 ? inParts(years * 12, installments, 'months') : null) ??
        inParts(length, installments, 'days')
      );
    }
  }
}

/** The duration of that many instalments, ISO 8601; null when it would not be split into them again. */
export function durationOf(installments: number, { every, unit }: InstallmentPlan): string | null {
  const letter = { days: 'D', weeks: 'W', months: 'M' }[unit];
  const duration = `P${String(installments * every)}${letter}`;
  const plan = DURATION.test(duration) ? installmentPlan(duration, installments) : null;
  return plan?.every === every && plan.unit === unit ? duration : null;
}

function inParts(length: number, parts: number, unit: InstallmentPlan['unit']): InstallmentPlan | null {
  return length % parts === 0 ? { every: length / parts, unit } : null;
}
