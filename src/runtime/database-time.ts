/**
 * The database's clock, as this process knows it. All instances share it, whatever their machines' clocks show, so the
 * times they record are right to about one round trip. It never decides which of two events came first.
 */
export class DatabaseTime {
  /**
   * How far it is ahead of `performance.now()`, which nobody can set. Until the first reading: this machine's clock.
   */
  private ahead = Date.now() - performance.now();

  /** Milliseconds since 1970. */
  now(): number {
    return performance.now() + this.ahead;
  }

  /**
   * Records that the database's clock showed `at` at some moment between `asked` and `answered`, both on the clock of
   * `performance.now()`. Keeps the known offset if it fits, otherwise moves it to the nearest one that does.
   */
  learn(at: number, asked: number, answered: number): void {
    this.ahead = Math.max(at - answered, Math.min(at - asked, this.ahead));
  }
}

/** One for the whole process: ids take their time from it too. */
export const databaseTime = new DatabaseTime();
