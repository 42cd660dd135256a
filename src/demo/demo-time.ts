import type { Clock } from '../common/clock.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const OPENS_MS = 7 * 60 * 60 * 1000;
const CLOSES_MS = 21 * 60 * 60 * 1000;
const STEP_MS = 41 * 1000;

/**
 * Moves this process's clock through past days, so that demo data has a history: loans of some months ago, with
 * instalments paid and missed. Each look at the clock is a little later. `restore` gives back the real time.
 */
export class DemoTime {
  private at = 0;
  private closes = 0;

  /** Day 0 is `days` days before today. */
  constructor(
    private readonly clock: Clock,
    private readonly days: number,
    private readonly today: Date = clock.now(),
  ) {
    this.goTo(0);
    this.clock.now = () => {
      this.at = Math.min(this.at + STEP_MS, this.closes);
      return new Date(this.at);
    };
  }

  goTo(day: number): void {
    const midnight = this.midnightOf(day);
    this.at = midnight + OPENS_MS;
    this.closes = midnight + CLOSES_MS;
  }

  /** The day of the demo that a calendar date is. */
  dayOf(date: string): number {
    return Math.round((Date.parse(date) - this.midnightOf(0)) / DAY_MS);
  }

  restore(): void {
    Reflect.deleteProperty(this.clock, 'now');
  }

  private midnightOf(day: number): number {
    return Math.floor(this.today.getTime() / DAY_MS) * DAY_MS + (day - this.days) * DAY_MS;
  }
}
