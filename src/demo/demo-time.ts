import type { Clock } from '../database/clock.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const OPENS_MS = 7 * 60 * 60 * 1000;
const CLOSES_MS = 21 * 60 * 60 * 1000;
const STEP_MS = 41 * 1000;

/**
 * Moves this process's clock through past days, so that demo data has a history: loans of some months ago, with
 * instalments paid and missed. Each reading of the clock is a little later. `restore` brings back the real time.
 */
export class DemoTime {
  private at = 0;
  private closes = 0;
  private readonly today: number;

  /** Day 0 is `days` days before `today`, the business date. */
  constructor(
    private readonly clock: Clock,
    today: string,
    private readonly days: number,
  ) {
    this.today = Date.parse(today);
    this.goTo(0);
    this.clock.now = () => {
      this.at = Math.min(this.at + STEP_MS, this.closes);
      return new Date(this.at);
    };
    // Ignores the bank's time zone: every instant of a demo day is on that date.
    const date = () => Promise.resolve(isoDate(this.at));
    Object.assign(this.clock, { today: date, businessDate: date });
  }

  goTo(day: number): void {
    const midnight = this.midnightOf(day);
    this.at = midnight + OPENS_MS;
    this.closes = midnight + CLOSES_MS;
  }

  /** The day of the demo for a calendar date. */
  dayOf(date: string): number {
    return Math.round((Date.parse(date) - this.midnightOf(0)) / DAY_MS);
  }

  /** The calendar date of a day of the demo. */
  dateOf(day: number): string {
    return isoDate(this.midnightOf(day));
  }

  restore(): void {
    Reflect.deleteProperty(this.clock, 'now');
    Reflect.deleteProperty(this.clock, 'today');
    Reflect.deleteProperty(this.clock, 'businessDate');
  }

  private midnightOf(day: number): number {
    return this.today + (day - this.days) * DAY_MS;
  }
}

function isoDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
