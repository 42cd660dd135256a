import { isLockTimeout, isOutcomeUnknown, isShared, tooMuch } from '../database/database-errors.js';
import { DomainError } from '../runtime/problems.js';
import { endWith, inBatch, isTracing, startPart } from '../runtime/tracing.js';
import type { Allowance } from '../database/transactions.js';

/**
 * The result of one item of a batch. An expected refusal is a value, so it does not fail its neighbours. `status` is
 * the HTTP status where it differs from the usual one of the command.
 */
export type Outcome<T> = { value: T; status?: number } | { refusal: DomainError };

/** The value of a command; throws its refusal if it was refused. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if ('refusal' in outcome) throw outcome.refusal;
  return outcome.value;
}

interface Waiting<I, O> {
  item: I;
  /** When its time is over, on the clock of `performance.now()`. */
  until: number;
  resolve: (value: O) => void;
  reject: (error: unknown) => void;
  /** Of the item, from its arrival to its answer; null when it is not traced. */
  span: ReturnType<typeof startPart>;
}

/** `withinMs` is the time of one item from its arrival: waiting, locks, attempts, and one more run alone. */
interface Limits {
  /** What the items are, for those who read traces. */
  name: string;
  maxBatch: number;
  maxWaiting: number;
  withinMs: number;
}

/** An item with less than this part of its time left is not started. */
const LEAST_LEFT = 0.2;

/**
 * Group commit for business commands: items that arrive while a batch is in flight form the next batch. A lone item is
 * a batch of one and waits on no timer. When a batch fails as a whole, its items run one by one, so that only the
 * culprit fails. Each item has one time limit for all of that. It is refused with `service_busy` when its time ends
 * before it has started, or when more than `maxWaiting` items wait.
 */
export class Batcher<I, O> {
  private waiting: Waiting<I, O>[] = [];
  private running = false;
  private begunAt: number | null = null;
  private expiry: NodeJS.Timeout | undefined;

  constructor(
    private readonly work: (items: readonly I[], allowance: Allowance) => Promise<Outcome<O>[]>,
    private readonly limits: Limits,
  ) {}

  /** How long the batch in flight has been running (ms); 0 when there is none. */
  get inFlightMs(): number {
    return this.begunAt === null ? 0 : performance.now() - this.begunAt;
  }

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
    const span = isTracing() ? startPart({ name: `command ${this.limits.name}`, begins: true }) : null;
    const answer = new Promise<O>((resolve, reject) => {
      const until = performance.now() + this.limits.withinMs;
      this.waiting.push({ item, until, resolve, reject, span });
      if (this.running) this.expireInTime();
      else void this.drain();
    });
    return span === null ? answer : endWith(span, answer);
  }

  private async drain(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) {
      this.expire(performance.now() + this.limits.withinMs * LEAST_LEFT);
      const batch = this.waiting.splice(0, this.limits.maxBatch);
      let answer = noAnswer;
      if (batch.length > 0) {
        this.begunAt = performance.now();
        answer = await this.runBatch(batch);
        this.begunAt = null;
      }
      if (this.waiting.length > 0) {
        // The next batch leaves first: the database works on it while these answers are written, which takes as long.
        setImmediate(answer);
        continue;
      }
      answer();
      // Clients that just got an answer may send their next request now: one turn of the event loop lets what has
      // already arrived join this batch.
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.running = false;
  }

  /** Refuses the items whose time ends by `by`; the oldest go first. */
  private expire(by: number): void {
    while (this.waiting[0] !== undefined && this.waiting[0].until <= by)
      this.waiting.shift()?.reject(tooMuch());
  }

  /** One timer for all waiting items. */
  private expireInTime(): void {
    const [first] = this.waiting;
    if (first === undefined || this.expiry !== undefined) return;
    this.expiry = setTimeout(
      () => {
        this.expiry = undefined;
        this.expire(performance.now());
        this.expireInTime();
      },
      Math.ceil(first.until - performance.now()),
    ).unref();
  }

  /** Returns how to answer the items; those of a batch that failed have their answers already. */
  private async runBatch(batch: readonly Waiting<I, O>[]): Promise<() => void> {
    try {
      // The other half of the time is for running the items one by one.
      return await this.outcomesOf(batch, halfOf(batch));
    } catch (error) {
      const isHopeless = batch.length === 1 && !isLockTimeout(error);
      if (isHopeless || isShared(error)) {
        for (const each of batch) each.reject(error);
      } else {
        await this.runOneByOne(batch);
      }
      return noAnswer;
    }
  }

  /**
   * Each item may wait for half of its remaining time, so that stuck items leave time for the others. The last one may
   * use all of its time, since nobody waits behind it.
   */
  private async runOneByOne(batch: readonly Waiting<I, O>[]): Promise<void> {
    let hopeless: Error | undefined;
    for (const [index, each] of batch.entries()) {
      try {
        if (hopeless !== undefined) throw hopeless;
        if (performance.now() >= each.until) throw tooMuch();
        const isLast = index === batch.length - 1 && this.waiting.length === 0;
        const answer = await this.outcomesOf([each], isLast ? { until: each.until } : halfOf([each]));
        answer();
      } catch (error) {
        each.reject(error);
        // After an unknown outcome nothing was tried yet for the later items: go on.
        if (isShared(error) && !isOutcomeUnknown(error)) hopeless = error as Error;
      }
    }
  }

  private async outcomesOf(batch: readonly Waiting<I, O>[], allowance: Allowance): Promise<() => void> {
    const items = batch.map(({ item }) => item);
    // Otherwise the work would be a part of the request that happened to find nothing in flight.
    const outcomes = isTracing()
      ? await inBatch(
          this.limits.name,
          batch.map(({ span }) => span),
          () => this.work(items, allowance),
        )
      : await this.work(items, allowance);
    return () => {
      batch.forEach((each, index) => {
        const outcome = outcomes[index];
        if (outcome === undefined) each.reject(new Error('the batch gave no outcome for this item'));
        else if ('refusal' in outcome) each.reject(outcome.refusal);
        else each.resolve(outcome.value);
      });
    };
  }
}

const noAnswer = (): void => undefined;

/** Locks may take half of the first item's remaining time. */
function halfOf([first]: readonly { until: number }[]): Allowance {
  const until = first?.until ?? 0;
  return { until, lockWaitMs: Math.max(1, (until - performance.now()) / 2) };
}

/** Runs one item of a batch; an expected refusal becomes its outcome. */
export function outcomeOf<T>(work: () => T): Outcome<T> {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof DomainError) return { refusal: error };
    throw error;
  }
}
