import { describe, expect, it } from '@jest/globals';
import { DatabaseTime } from './database-time.js';

const NOON = Date.parse('2026-11-23T12:00:00Z');

/** How far a reading is from what the database's clock shows, when that showed `NOON` at `performance.now()` = 0. */
const errorOf = (time: DatabaseTime) => time.now() - performance.now() - NOON;

describe("the database's time", () => {
  it("is this machine's until the database was asked", () => {
    expect(Math.abs(new DatabaseTime().now() - Date.now())).toBeLessThan(5);
  });

  it.each([-3_600_000, -5000, 5000, 3_600_000])(
    'is right to a round trip on a machine that is %i ms off',
    (off) => {
      const time = new DatabaseTime();
      time.learn(Date.now() + off, performance.now() - 2, performance.now());
      expect(Math.abs(time.now() - Date.now() - off)).toBeLessThan(5);
    },
  );

  it('gets no worse by a slow answer, and better by a quick one', () => {
    const time = new DatabaseTime();
    const read = (asked: number, read: number, answered: number) => {
      time.learn(NOON + read, asked, answered);
    };
    read(1000, 1300, 1400);
    const first = errorOf(time);
    expect(Math.abs(first)).toBeLessThan(301);
    read(2000, 2100, 12_000);
    expect(Math.abs(errorOf(time))).toBeLessThan(Math.abs(first) + 1.1);
    read(20_000, 20_001, 20_002);
    expect(Math.abs(errorOf(time))).toBeLessThan(1.1);
  });

  it("follows the database's clock when that is set", () => {
    const time = new DatabaseTime();
    time.learn(NOON, 0, 1);
    time.learn(NOON + 300_000, 0, 1);
    expect(Math.abs(errorOf(time) - 300_000)).toBeLessThan(1.1);
  });
});
