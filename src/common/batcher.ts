import { asBusy, isUnreachable } from './database-errors.js';
import { DomainError } from './problems.js';

/**
 * What became of one item of a batch: an expected refusal is a value, it does not fail its neighbours. `status` is the
 * HTTP status where it is not the usual one of the command.
 */
export type Outcome<T> = { value: T; status?: number } | { refusal: DomainError };

/** What a command that was not refused answered; throws the refusal of one that was. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if ('refusal' in outcome) throw outcome.refusal;
  return outcome.value;
}

interface Waiting<I, O> {
  item: I;
  resolve: (value: O) => void;
  reject: (error: unknown) => void;
}

/**
 * Group commit for business commands: while a batch is in flight, what arrives becomes the next batch.
 * A lone item is a batch of one and waits on no timer. When a batch fails as a whole its items run one by
 * one, so that only the culprit fails. Past `maxWaiting` items, `submit` refuses with `service_busy`.
 */
export class Batcher<I, O> {
  private waiting: Waiting<I, O>[] = [];
  private running = false;

  constructor(
    private readonly work: (items: readonly I[]) => Promise<Outcome<O>[]>,
    private readonly limits: { maxBatch: number; maxWaiting: number },
  ) {}

  /** How many items wait for the batch in flight to end. */
  get waitingCount(): number {
    return this.waiting.length;
  }

  submit(item: I): Promise<O> {
    if (this.waiting.length >= this.limits.maxWaiting) {
      return Promise.reject(
        new DomainError(
          'service_busy',
          'Too many commands are waiting. Nothing was changed; try again shortly.',
        ),
      );
    }
    return new Promise<O>((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (!this.running) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, this.limits.maxBatch);
      await this.runBatch(batch);
      // Requests that were answered a moment ago may be followed by the next ones of the same clients:
      // one turn of the event loop lets what has already arrived join this batch.
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.running = false;
  }

  private async runBatch(batch: readonly Waiting<I, O>[]): Promise<void> {
    try {
      await this.settle(batch);
    } catch (error) {
      if (batch.length === 1 || !isOfOneItem(error)) {
        for (const each of batch) each.reject(error);
      } else {
        await this.runOneByOne(batch);
      }
    }
  }

  private async runOneByOne(batch: readonly Waiting<I, O>[]): Promise<void> {
    let busy = 0;
    for (const each of batch) {
      try {
        // Two time-outs in a row of singles mean that the cause is shared: the rest would only wait as long.
        if (busy >= 2) throw new DomainError('service_busy', 'Nothing was changed; try again shortly.');
        await this.settle([each]);
      } catch (error) {
        if (asBusy(error)) busy++;
        each.reject(error);
      }
    }
  }

  private async settle(batch: readonly Waiting<I, O>[]): Promise<void> {
    const outcomes = await this.work(batch.map(({ item }) => item));
    batch.forEach((each, index) => {
      const outcome = outcomes[index];
      if (outcome === undefined) each.reject(new Error('the batch gave no outcome for this item'));
      else if ('refusal' in outcome) each.reject(outcome.refusal);
      else each.resolve(outcome.value);
    });
  }
}

/** False for failures that every item shares: an unknown outcome must not run again, a lost database fails all. */
function isOfOneItem(error: unknown): boolean {
  return error instanceof DomainError ? error.code !== 'outcome_unknown' : !isUnreachable(error);
}
