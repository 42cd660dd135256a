const LOOK_MS = 250;

/** A connection that is looked at from time to time. */
interface Watched {
  /** `awakeMs`: how long the process was awake since the last look. */
  look(awakeMs: number): void;
  /** Another connection got no answer for `silentMs`: one that was idle for as long has most likely died too. */
  doubt(silentMs: number): void;
}

export const watched = new Set<Watched>();
let watching: NodeJS.Timeout | undefined;

/** One timer for all connections, so that a statement costs none. */
export function watch(client: Watched): void {
  watched.add(client);
  if (watching !== undefined) return;
  let last = performance.now();
  watching = setInterval(() => {
    const now = performance.now();
    // While the process itself was held up it could read no answer: that time does not count.
    const awakeMs = Math.min(now - last, 2 * LOOK_MS);
    last = now;
    if (watched.size === 0) {
      clearInterval(watching);
      watching = undefined;
    }
    // Runs after the answers that have arrived were read.
    setImmediate(() => {
      for (const each of watched) each.look(awakeMs);
    });
  }, LOOK_MS).unref();
}
