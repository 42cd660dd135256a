import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether this process still takes on work, and how many requests it is answering. */
@Injectable()
export class Lifecycle {
  private stopping = false;
  private answering = 0;

  /** True once the shutdown has begun: new money commands are refused, reads still answered. */
  get draining(): boolean {
    return this.stopping;
  }

  get inFlight(): number {
    return this.answering;
  }

  requestStarted(): void {
    this.answering++;
  }

  requestEnded(): void {
    this.answering--;
  }

  /** Refuses new money commands and waits, at most `graceMs`, until the requests in flight are answered. */
  async drain(graceMs: number): Promise<void> {
    this.stopping = true;
    const deadline = Date.now() + graceMs;
    while (this.answering > 0 && Date.now() < deadline) await sleep(10);
  }
}
