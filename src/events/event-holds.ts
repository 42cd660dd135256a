import { Injectable } from '@nestjs/common';

interface Reader {
  query(sql: string, values: unknown[]): Promise<{ rows: unknown[] }>;
}

/** What still needs events: a month of them leaves the database only when nothing does. */
@Injectable()
export class EventHolds {
  private readonly holds = new Map<string, string>();

  /**
   * Registers what may wait for events. `sql` counts, as `count`, what waits for events whose ids are from $1 on and below
   * $2. Rooms to the right register theirs when they start.
   */
  register(what: string, sql: string): void {
    this.holds.set(what, sql);
  }

  /** What waits for events with ids from one on and below another, in words; empty: nothing does. */
  async of(db: Reader, from: string, below: string): Promise<string[]> {
    const found: string[] = [];
    for (const [what, sql] of this.holds) {
      const [row] = (await db.query(sql, [from, below])).rows as { count: string }[];
      if (row !== undefined && row.count !== '0') found.push(`${what}: ${row.count}`);
    }
    return found;
  }
}
