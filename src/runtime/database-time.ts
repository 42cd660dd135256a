/**
 * The database's clock, as this process knows it. Instances share that one clock, whatever their machines' clocks show:
 * what they write down is right to about a round trip. What came before what is never decided by it.
 */
export class DatabaseTime {
  /** By how much it shows more than `performance.now()`, which nobody sets. Until it is read: this machine's clock. */
  private ahead = Date.now() - performance.now();

  /** Milliseconds since 1970. */
  now(): number {
    return performance.now() + this.ahead;
  }

  /**
   * Takes in that the database's clock showed `at` at some moment between two of `performance.now()`: what is known is
   * kept where it fits, else moved to where it does.
   */
  learn(at: number, asked: number, answered: number): void {
    this.ahead = Math.max(at - answered, Math.min(at - asked, this.ahead));
  }
}

/** One for the process: ids take their time from it too. */
export const databaseTime = new DatabaseTime();
