import type { ValueTransformer } from 'typeorm';
import type { FieldError } from '../runtime/problems.js';
import { addRates, formatMoney, parseRate } from '../lending/money.js';

/** The terms for a credit score of at least `minScore`. Money in minor units. */
export interface ScoreBand {
  name: string;
  minScore: number;
  /** The most a customer may borrow; null: the bank's maximum. */
  maxLoanAmount: bigint | null;
  /** Added to the bank's interest rate, a decimal that may be negative; the sum is never below 0. */
  rateAdjustment: string;
  /** The priority in the funding queue: lower comes first. */
  queuePriority: number;
}

/** A band with its place in the configured list: 0 is the best. */
export interface RankedBand extends ScoreBand {
  rank: number;
}

/** The band of a score, from the list by descending `minScore`; null without bands or when the score is below all. */
export function bandFor(score: number, bands: readonly ScoreBand[]): RankedBand | null {
  const rank = bands.findIndex(({ minScore }) => score >= minScore);
  const band = bands[rank];
  return band ? { ...band, rank } : null;
}

/**
 * The names of a band and of those below it: the lowest bands that it satisfies. Empty when the band does not exist.
 */
export function bandsFrom(name: string | null, bands: readonly ScoreBand[]): string[] {
  const rank = bands.findIndex((band) => band.name === name);
  return rank < 0 ? [] : bands.slice(rank).map((band) => band.name);
}

/** The priority in the funding queue: lower comes first. Without bands all are equal. */
export function queuePriority(name: string | null, bands: readonly ScoreBand[]): number {
  return bands.find((band) => band.name === name)?.queuePriority ?? 0;
}

/** Whether there are bands and the score is below the lowest one, so that no loan is granted. */
export function isTooLow(score: number, bands: readonly ScoreBand[]): boolean {
  const lowest = bands.at(-1);
  return lowest !== undefined && score < lowest.minScore;
}

/** The annual interest rate in a band; without a band, the bank's rate. */
export function rateIn(band: ScoreBand | null, interestRate: string): string {
  return band === null ? interestRate : addRates(interestRate, band.rateAdjustment);
}

interface StoredBand {
  name: string;
  min_score: number;
  max_loan_amount: string | null;
  rate_adjustment: string;
  queue_priority: number;
}

/** As `jsonb`, with minor units as text. */
export const scoreBandsColumn: ValueTransformer = {
  to: (bands: readonly ScoreBand[] | undefined): StoredBand[] | undefined =>
    bands?.map((band) => ({
      name: band.name,
      min_score: band.minScore,
      max_loan_amount: band.maxLoanAmount?.toString() ?? null,
      rate_adjustment: band.rateAdjustment,
      queue_priority: band.queuePriority,
    })),
  from: (stored: readonly StoredBand[]): ScoreBand[] =>
    stored.map((band) => ({
      name: band.name,
      minScore: band.min_score,
      maxLoanAmount: band.max_loan_amount === null ? null : BigInt(band.max_loan_amount),
      rateAdjustment: band.rate_adjustment,
      queuePriority: band.queue_priority,
    })),
};

/** Conflicts within a list of bands, or with the rest of the configuration; a message for each field. */
export function bandMisfits(
  bands: readonly ScoreBand[],
  config: { minLoanAmount: bigint; maxLoanAmount: bigint; interestRate: string },
  decimals: number,
): FieldError[] {
  const errors: FieldError[] = [];
  for (const [index, band] of bands.entries()) {
    const refuse = (field: string, code: string, message: string) =>
      errors.push({ field: `score_bands.${String(index)}.${field}`, code, message });
    const before = bands[index - 1];
    if (before && band.minScore >= before.minScore) {
      refuse('min_score', 'order', `min_score must be below ${String(before.minScore)}, the band before.`);
    }
    if (bands.slice(0, index).some(({ name }) => name === band.name)) {
      refuse('name', 'unique', `name must be unique; "${band.name}" is used twice.`);
    }
    const { maxLoanAmount: max } = band;
    if (max !== null && (max < config.minLoanAmount || max > config.maxLoanAmount)) {
      const range = [config.minLoanAmount, config.maxLoanAmount].map((minor) => formatMoney(minor, decimals));
      refuse(
        'max_loan_amount',
        'range',
        `max_loan_amount must be from ${range.join(' to ')}, the bank's range.`,
      );
    }
    const { numerator, denominator } = parseRate(rateIn(band, config.interestRate));
    if (numerator > MOST_RATE * denominator) {
      const message = `rate_adjustment must leave the rate at most ${MOST_RATE.toString()}; the bank's is ${config.interestRate}.`;
      refuse('rate_adjustment', 'range', message);
    }
  }
  return errors;
}

const MOST_RATE = 10n;
