import { Injectable } from '@nestjs/common';

/**
 * Whether the process is shutting down, and which requests it is answering. While leaving, readiness says 503 and
 * everything is done as before. While draining, new money commands are refused with `shutting_down` as well; reads are
 * still answered.
 */
@Injectable()
export class Lifecycle {
  private readonly answering = new Set<object>();
  private readonly checks = new Set<() => void>();
  private isLeaving = false;
  private isDraining = false;

  /** Whether nothing new should be sent here. */
  get leaving(): boolean {
    return this.isLeaving;
  }

  get draining(): boolean {
    return this.isDraining;
  }

  get inFlight(): number {
    return this.answering.size;
  }

  startLeaving(): void {
    this.isLeaving = true;
  }

  startDraining(): void {
    this.isLeaving = true;
    this.isDraining = true;
  }

  /** Call the returned function when the request is over, however it ended. */
  requestStarted(): () => void {
    const request = {};
    this.answering.add(request);
    return () => {
      this.answering.delete(request);
      for (const check of this.checks) check();
    };
  }

  /** Waits, at most `withinMs`, until the requests in flight now are over. Later requests do not count. */
  answered(withinMs: number): Promise<void> {
    const requests = [...this.answering];
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.checks.delete(check);
        resolve();
      };
      const check = () => {
        if (!requests.some((request) => this.answering.has(request))) end();
      };
      const timer = setTimeout(end, Math.max(0, withinMs));
      this.checks.add(check);
      check();
    });
  }
}
