import type { Schemas } from '../api/types';
import type { WhatIsWarnedOf } from '../parts/Warning';
import { percent } from '../parts/format';
import { say } from '../words/say';
import { labelOf } from './configuration';

const RATES = ['interest_rate', 'commission_rate', 'late_interest_rate'] as const;
/** A rate that grows more than this, or changes by more of a whole, is more often a slip than meant. */
const USUAL_FACTOR = 2;
const USUAL_STEP = 0.1;

/** Has a rate confirmed that more than doubles, or changes by more than ten points. */
export function unusualRates({ before, after }: Schemas['ConfigPreviewResponse']): WhatIsWarnedOf | null {
  const far = RATES.filter((name) => {
    const [was, becomes] = [Number(before.configuration[name]), Number(after.configuration[name])];
    return Math.abs(becomes - was) > USUAL_STEP + 1e-9 || (was > 0 && becomes > was * USUAL_FACTOR);
  });
  if (far.length === 0) return null;
  const lines = far.map((name) =>
    say('{rate}: from {before} to {after}.', {
      rate: labelOf(name),
      before: percent(before.configuration[name]),
      after: percent(after.configuration[name]),
    }),
  );
  return { text: lines.join(' '), confirm: say('That much is meant.') };
}
