import { Injectable } from '@nestjs/common';

/**
 * Whether the process is on its way out, and which requests are in flight. While draining, readiness says 503 and
 * new money commands are refused with `shutting_down`; reads are still answered.
 */
@Injectable()
export class Lifecycle {
  private readonly open = new Set<object>();
  private readonly waiting = new Set<() => void>();
  private isDraining = false;

  get draining(): boolean {
    return this.isDraining;
  }

  get inFlight(): number {
    return this.open.size;
  }

  startDraining(): void {
    this.isDraining = true;
  }

  /** Call the answer once when the request is over, however it ended. */
  requestStarted(): () => void {
    const request = {};
    this.open.add(request);
    return () => {
      this.open.delete(request);
      for (const check of this.waiting) check();
    };
  }

  /** True when every request that is in flight now has ended within that time; later ones do not count. */
  ended(withinMs: number): Promise<boolean> {
    const requests = [...this.open];
    return new Promise((resolve) => {
      const settle = (ended: boolean) => {
        clearTimeout(timer);
        this.waiting.delete(check);
        resolve(ended);
      };
      const check = () => {
        if (!requests.some((request) => this.open.has(request))) settle(true);
      };
      const timer = setTimeout(() => {
        settle(false);
      }, withinMs);
      this.waiting.add(check);
      check();
    });
  }
}
