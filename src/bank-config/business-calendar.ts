import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { BankConfigQueries } from './bank-config.queries.js';

const EVERY_MS = 1000;

/**
 * Keeps this process's clock on the bank's calendar: time zone and closing hour of the configuration in force, the
 * dates that are closed, and how far a sandbox is ahead. What another instance changed is followed within a second.
 */
@Injectable()
export class BusinessCalendar implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private reading = false;

  constructor(
    private readonly queries: BankConfigQueries,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.read();
    this.timer = setInterval(() => void this.followOthers(), EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Reads the calendar now. */
  async read(): Promise<void> {
    this.clock.follow(await this.queries.calendar());
  }

  private async followOthers(): Promise<void> {
    if (this.reading) return;
    this.reading = true;
    try {
      await this.read();
    } catch {
      // The calendar that is known serves until the database is back.
    } finally {
      this.reading = false;
    }
  }
}
