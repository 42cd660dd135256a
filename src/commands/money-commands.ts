import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { Batcher, type Outcome } from './batcher.js';
import { DatabaseState } from '../database/database-state.js';
import { Idempotency, KeyInUse, type Claim, type IdempotencyKey } from './idempotency.js';
import { Lifecycle } from '../runtime/lifecycle.js';
import { Metrics } from '../runtime/metrics.js';
import { DomainError, toProblemBody } from '../runtime/problems.js';
import { pipelined, Transactions, type Allowance, type Tx } from '../database/transactions.js';

/** The caller, the request id, and the Idempotency-Key (if any). */
export interface CommandContext {
  callerId: string;
  requestId: string;
  idempotency: IdempotencyKey | null;
}

/**
 * The answer to a command: a status, a JSON body, and whether it repeats an earlier answer. A handler marked
 * `@MovesMoney()` returns it, and `sendCommandAnswers` sends it as it is.
 */
export class CommandAnswer<O> {
  constructor(
    readonly status: number,
    /** In a replay: the first answer, which may be a problem. */
    readonly body: O,
    readonly replayed: boolean,
  ) {}
}

/** A money command, made by `MoneyCommands.define`. */
export type Command<I, O> = (input: I, context: CommandContext) => Promise<CommandAnswer<O>>;

interface Item<I> {
  input: I;
  context: CommandContext;
}

/** The items that have a key. */
function keyed<I>(items: readonly Item<I>[]): { item: Item<I>; callerId: string; key: IdempotencyKey }[] {
  return items.flatMap((item) => {
    const { callerId, idempotency: key } = item.context;
    return key ? [{ item, callerId, key }] : [];
  });
}

interface Batch<I, O> {
  status: number;
  work: (tx: Tx, inputs: readonly I[]) => Promise<Outcome<O>[]>;
  items: readonly Item<I>[];
  /** Whether no Idempotency-Key of the batch has been found to be in use. */
  keysAreNew: boolean;
}

const LIMITS = { maxBatch: 64, maxWaiting: 2000 };

/** Runs the commands that move money: batched, in one transaction with their Idempotency-Key records. */
@Injectable()
export class MoneyCommands {
  private readonly batchers = new Map<string, { readonly inFlightMs: number }>();

  constructor(
    private readonly transactions: Transactions,
    private readonly idempotency: Idempotency,
    private readonly lifecycle: Lifecycle,
    private readonly metrics: Metrics,
    private readonly database: DatabaseState,
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'lockTimeoutMs'>,
  ) {
    metrics.observeInFlight(() => [...this.batchers].map(([name, { inFlightMs }]) => [name, inFlightMs]));
  }

  /** The commands whose batch has been in flight longer than a command may take; the commands behind it wait. */
  get stuck(): string[] {
    return [...this.batchers]
      .filter(([, { inFlightMs }]) => inFlightMs > this.config.lockTimeoutMs)
      .map(([name]) => name);
  }

  /**
   * Makes a command out of `work`, which takes a list of inputs and returns one outcome for each, in order. `status` is
   * the usual status of an answer. A command runs once per key: a repeated Idempotency-Key gets the first answer again,
   * including refusals. New commands are refused with `shutting_down` while the process shuts down.
   */
  define<I, O>(
    name: string,
    status: number,
    work: (tx: Tx, inputs: readonly I[]) => Promise<Outcome<O>[]>,
  ): Command<I, O> {
    const batcher = new Batcher<Item<I>, CommandAnswer<O>>(
      (items, allowance) =>
        this.metrics.observeBatch(name, items.length, () => this.runBatch(status, work, items, allowance)),
      { ...LIMITS, name, withinMs: this.config.lockTimeoutMs },
    );
    this.batchers.set(name, batcher);
    this.metrics.watchWaiting(name, () => batcher.waitingCount);
    return (input, context) => {
      if (this.lifecycle.draining) {
        throw new DomainError(
          'shutting_down',
          'This instance is shutting down. Nothing was changed; try again.',
        );
      }
      return batcher.submit({ input, context });
    };
  }

  private async runBatch<I, O>(
    status: number,
    work: (tx: Tx, inputs: readonly I[]) => Promise<Outcome<O>[]>,
    items: readonly Item<I>[],
    allowance: Allowance,
  ): Promise<Outcome<CommandAnswer<O>>[]> {
    const batch = { status, work, items, keysAreNew: true };
    const answers = await this.transactions.run(
      (tx) =>
        this.answer(tx, batch).catch((error: unknown) => {
          if (error instanceof KeyInUse) batch.keysAreNew = false;
          throw error;
        }),
      // Keys are claimed and rows locked first; everything is written with COMMIT.
      { ...allowance, beginsLate: true },
    );
    if (answers.some((answer) => 'value' in answer && !answer.value.replayed)) this.database.saved();
    return answers;
  }

  private async answer<I, O>(tx: Tx, batch: Batch<I, O>): Promise<Outcome<CommandAnswer<O>>[]> {
    const { status, items } = batch;
    const { claims, fresh, outcomes } = await this.runFresh(tx, batch);
    const outcomeOf = new Map(fresh.map((item, index) => [item, outcomes[index]]));
    this.storeAnswers(tx, status, fresh, outcomes);
    return items.map((item): Outcome<CommandAnswer<O>> => {
      const claim = claims.get(item);
      if (claim?.kind === 'refused') return { refusal: claim.refusal };
      if (claim?.kind === 'replay') {
        return { value: new CommandAnswer(claim.status, claim.body as O, true) };
      }
      const outcome = outcomeOf.get(item);
      if (outcome === undefined) throw new Error('a command gave no outcome for one of its inputs');
      if ('refusal' in outcome) return outcome;
      return { value: new CommandAnswer(outcome.status ?? status, outcome.value, false) };
    });
  }

  /**
   * Claims the keys and runs the commands whose keys are new. Nearly all are, so the commands start with the claim and
   * not after it, which saves a round trip; if a key was known, all of it is undone and starts again.
   */
  private async runFresh<I, O>(tx: Tx, batch: Batch<I, O>) {
    const { items, work } = batch;
    const run = async (some: readonly Item<I>[]) =>
      some.length === 0
        ? []
        : work(
            tx,
            some.map(({ input }) => input),
          );
    if (batch.keysAreNew) {
      const claims = new Map<Item<I>, Claim>();
      const [, outcomes] = await pipelined([this.idempotency.claimNew(tx, keyed(items)), run(items)]);
      return { claims, fresh: items, outcomes };
    }
    const claims = await this.claimKeys(tx, items);
    const fresh = items.filter((item) => (claims.get(item)?.kind ?? 'new') === 'new');
    return { claims, fresh, outcomes: await run(fresh) };
  }

  private async claimKeys<I>(tx: Tx, items: readonly Item<I>[]): Promise<Map<Item<I>, Claim>> {
    const wanted = keyed(items);
    const claims = await this.idempotency.claim(tx, wanted);
    return new Map(claims.map((claim, index) => [(wanted[index] as (typeof wanted)[number]).item, claim]));
  }

  private storeAnswers<I, O>(
    tx: Tx,
    status: number,
    items: readonly Item<I>[],
    outcomes: readonly Outcome<O>[],
  ): void {
    this.idempotency.store(
      tx,
      items.flatMap(({ context }, index) => {
        const outcome = outcomes[index];
        if (context.idempotency === null || outcome === undefined) return [];
        const answer =
          'refusal' in outcome
            ? { status: outcome.refusal.status, body: toProblemBody(outcome.refusal, context.requestId) }
            : { status: outcome.status ?? status, body: outcome.value };
        return [{ callerId: context.callerId, key: context.idempotency, ...answer }];
      }),
    );
  }
}
