import { describe, expect, it } from '@jest/globals';
import { Lifecycle } from './lifecycle.js';

const LONG_MS = 10_000;

describe('the lifecycle', () => {
  it('drains from the moment it is told', () => {
    const lifecycle = new Lifecycle();
    expect(lifecycle.draining).toBe(false);
    lifecycle.startDraining();
    expect(lifecycle.draining).toBe(true);
    expect(lifecycle.leaving).toBe(true);
  });

  it('leaves before it drains', () => {
    const lifecycle = new Lifecycle();
    expect(lifecycle.leaving).toBe(false);
    lifecycle.startLeaving();
    expect(lifecycle).toMatchObject({ leaving: true, draining: false });
  });

  it('waits for no request when none is in flight', async () => {
    await new Lifecycle().answered(LONG_MS);
  });

  it('waits for the requests in flight, not for those that come later', async () => {
    const lifecycle = new Lifecycle();
    const ends = [lifecycle.requestStarted(), lifecycle.requestStarted()];
    let isOver = false;
    const over = lifecycle.answered(LONG_MS).then(() => (isOver = true));
    lifecycle.requestStarted();
    ends[0]?.();
    await Promise.resolve();
    expect(isOver).toBe(false);
    ends[1]?.();
    await over;
    expect(lifecycle.inFlight).toBe(1);
  });

  it('counts a request once however often it ends', () => {
    const lifecycle = new Lifecycle();
    const end = lifecycle.requestStarted();
    lifecycle.requestStarted();
    end();
    end();
    expect(lifecycle.inFlight).toBe(1);
  });

  it('gives up when the time is over', async () => {
    const lifecycle = new Lifecycle();
    lifecycle.requestStarted();
    await lifecycle.answered(5);
    expect(lifecycle.inFlight).toBe(1);
  });
});
