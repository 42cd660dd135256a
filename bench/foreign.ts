/** What the processors did for others, as a part of all that they could do. */
export interface Foreign {
  foreign: number;
  disturbed: boolean;
}

const TOO_MUCH = 0.2;

/** How much of the machine's time went to what is none of ours. All in milliseconds of one processor. */
export function foreignShare(time: { all: number; busy: number; ours: number }): Foreign {
  // Clocks tick in hundredths of a second: ours may seem to be a little more than all.
  const foreign = time.all > 0 ? Math.max(0, (time.busy - time.ours) / time.all) : 0;
  return { foreign, disturbed: foreign > TOO_MUCH };
}

/** Measures, and again while it is disturbed, so often at most; gives the least disturbed. */
export async function leastDisturbed<T extends Foreign>(
  measure: () => Promise<T>,
  repeats: number,
  onMeasured: (measured: T) => void,
): Promise<T> {
  let best: T | undefined;
  for (let attempt = 0; attempt <= repeats && best?.disturbed !== false; attempt++) {
    const measured = await measure();
    onMeasured(measured);
    if (best === undefined || measured.foreign < best.foreign) best = measured;
  }
  return best as T;
}
