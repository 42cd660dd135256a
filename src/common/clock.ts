import { Injectable } from '@nestjs/common';

/** The only source of time. `now` is the instant, `businessDate` the bank's calendar date (YYYY-MM-DD). */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  businessDate(): string {
    return this.now().toISOString().slice(0, 10);
  }
}
