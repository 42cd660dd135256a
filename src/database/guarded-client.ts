import type { Socket } from 'node:net';
import pg from 'pg';
import { NoConnection, sqlState } from './database-errors.js';
import type { DatabaseState } from './database-state.js';
import { KnownLayouts, KnownQuery } from './known-query.js';

/** Settings of a connection beyond the driver's own. */
export interface Guard {
  /** How long a statement may go without a byte of an answer (ms); null: no limit. */
  silenceMs: number | null;
  /** The same for BEGIN and COMMIT, which wait for no locks (ms). */
  shortSilenceMs: number;
  /** Name statements, so that a connection parses and plans each once. */
  prepares: boolean;
  state: DatabaseState;
}

type Result = pg.QueryResult | undefined;

/** At most this many statements are named, so that dynamically built texts cannot fill the server's memory. */
const MOST_PREPARED = 500;
const preparedNames = new Map<string, string>();

const BEGIN = 'START TRANSACTION';
const COMMIT = 'COMMIT';
const ROLLBACK = 'ROLLBACK';
const ABORTED = '25P02';
/** How long an abandoned connection may take to say goodbye (ms). */
const GOODBYE_MS = 1000;

/**
 * A connection on which nobody waits forever. When an answer does not come in time the connection is destroyed,
 * whatever the network reports, and so are idle ones that were silent as long. After a failure in a transaction, the
 * later statements fail with the same first error.
 */
export class GuardedClient extends pg.Client {
  /** The first failure in the transaction; later answers only say that something failed. */
  failure: Error | undefined;
  /** Why the connection can no longer be used. */
  loss: NoConnection | undefined;
  /** Whether the transaction's COMMIT has been sent, so that only its answer tells the outcome. */
  commitSent = false;

  private readonly guard: Guard;
  private readonly layouts = new KnownLayouts();
  private unanswered = 0;
  private bytesRead = 0;
  private silentMs = 0;
  private limitMs: number;
  private patienceMs: number;
  private leftMs = Number.POSITIVE_INFINITY;

  constructor(config: pg.ClientConfig & { guard: Guard }) {
    super(config);
    this.guard = config.guard;
    this.patienceMs = this.guard.silenceMs ?? Number.POSITIVE_INFINITY;
    this.limitMs = this.patienceMs;
    this.on('error', (error: Error) => {
      this.lost(error);
    });
    this.once('end', () => watched.delete(this));
  }

  /** The next transaction must have its answers within this many milliseconds. */
  finishWithin(ms: number): void {
    this.leftMs = ms;
  }

  /** Until the transaction ends, a statement may take this long (ms). */
  beGivenTime(ms: number): void {
    this.patienceMs = ms;
    this.limitMs = ms;
  }

  /** Sends the statements that `work` begins with one write to the socket. */
  together<T>(work: () => T): T {
    this.socket.cork();
    try {
      return work();
    } finally {
      this.socket.uncork();
    }
  }

  /** Takes the connection away from whoever waits on it. */
  abandon(reason: string): void {
    this.lost(new Error(reason));
    this.socket.destroy(this.loss);
  }

  override connect(): Promise<pg.Client>;
  override connect(callback: (error?: Error) => void): void;
  override connect(callback?: (error?: Error) => void): Promise<pg.Client> | undefined {
    const connecting = super.connect().then(
      () => {
        watch(this);
        this.guard.state.answered();
        return this;
      },
      (error: unknown) => {
        throw this.lost(error as Error);
      },
    );
    if (callback === undefined) return connecting;
    connecting.then(() => {
      callback();
    }, callback);
    return undefined;
  }

  override end(): Promise<void>;
  override end(callback: (error: Error) => void): void;
  override end(callback?: (error: Error) => void): Promise<void> | undefined {
    // Through a black hole the other side's goodbye never arrives.
    setTimeout(() => this.socket.destroy(), GOODBYE_MS).unref();
    if (callback === undefined) return super.end();
    super.end(callback);
    return undefined;
  }

  override query(...args: never[]): never {
    const [text, values, callback] = args as unknown[];
    const send = super.query.bind(this) as (...all: unknown[]) => unknown;
    // The pool's own way of calling, which this application does not use.
    if (typeof text !== 'string' || callback !== undefined) return send(...args) as never;
    this.aboutToSend(text);
    const name = this.nameOf(text, values);
    const sent =
      name === undefined
        ? (send(text, values) as Promise<Result>)
        : this.known(name, text, values as unknown[], send);
    return sent.then(
      (result) => this.answered(text, result),
      (error: unknown) => {
        throw this.failed(error as Error);
      },
    ) as never;
  }

  /** `awakeMs`: how long the process was awake since the last check. Decides whether the connection is still alive. */
  look(awakeMs: number): void {
    if (this.loss !== undefined) {
      watched.delete(this);
      return;
    }
    const { bytesRead } = this.socket;
    if (this.leftMs !== Number.POSITIVE_INFINITY) this.leftMs -= awakeMs;
    if (bytesRead === this.bytesRead) this.silentMs += awakeMs;
    else this.silentMs = 0;
    this.bytesRead = bytesRead;
    if (this.unanswered === 0 || (this.silentMs <= this.limitMs && this.leftMs > 0)) return;
    const silentFor = this.silentMs;
    this.abandon('The database gave no answer in time.');
    // Connections that were idle meanwhile have most likely died too.
    for (const other of watched) {
      if (other.isIdle && other.silentMs >= silentFor) other.abandon('The database has gone silent.');
    }
  }

  private get isIdle(): boolean {
    return this.unanswered === 0 && this.getTransactionStatus() === 'I';
  }

  private get socket(): Socket {
    return (this as unknown as { connection: { stream: Socket } }).connection.stream;
  }

  private aboutToSend(text: string): void {
    if (this.unanswered++ === 0) this.silentMs = 0;
    if (text === BEGIN) {
      this.failure = undefined;
      this.commitSent = false;
      this.limitMs = this.guard.shortSilenceMs;
    } else if (text === COMMIT || text === ROLLBACK) {
      this.commitSent = text === COMMIT && this.loss === undefined;
      // A command that has come this far may finish, however late it is; only its COMMIT must be answered soon.
      if (this.leftMs !== Number.POSITIVE_INFINITY) this.limitMs = this.guard.shortSilenceMs;
      this.leftMs = Number.POSITIVE_INFINITY;
    }
  }

  private known(
    name: string,
    text: string,
    values: unknown[],
    send: (query: KnownQuery) => unknown,
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      const query = new KnownQuery(text, values, name, this.layouts);
      query.callback = (error, result) => {
        if (error === null) resolve(result);
        else reject(error);
      };
      send(query);
    });
  }

  private nameOf(text: string, values: unknown): string | undefined {
    if (!this.guard.prepares || !Array.isArray(values)) return undefined;
    let name = preparedNames.get(text);
    if (name === undefined) {
      if (preparedNames.size >= MOST_PREPARED) return undefined;
      name = `s${String(preparedNames.size)}`;
      preparedNames.set(text, name);
    }
    return name;
  }

  private answered(text: string, result: Result): Result {
    this.unanswered--;
    this.guard.state.answered();
    if (text === BEGIN) this.limitMs = this.patienceMs;
    if (text !== COMMIT && text !== ROLLBACK) return result;
    this.patienceMs = this.guard.silenceMs ?? Number.POSITIVE_INFINITY;
    this.limitMs = this.patienceMs;
    this.leftMs = Number.POSITIVE_INFINITY;
    // PostgreSQL reports no error when it rolls back instead of committing.
    if (text === COMMIT && result?.command === ROLLBACK) {
      throw (
        this.failure ?? new Error('the transaction was rolled back because one of its statements had failed')
      );
    }
    return result;
  }

  private failed(error: Error): Error {
    this.unanswered--;
    if (this.loss !== undefined && !(error instanceof pg.DatabaseError)) return this.lost(error);
    this.guard.state.failed(error);
    if (sqlState(error) === ABORTED && this.failure !== undefined) return this.failure;
    this.failure ??= error;
    return error;
  }

  private lost(error: Error): NoConnection {
    this.loss ??= error instanceof NoConnection ? error : new NoConnection(error.message, { cause: error });
    this.guard.state.lost(this.loss);
    return this.loss;
  }
}

const LOOK_MS = 250;
const watched = new Set<GuardedClient>();
let watching: NodeJS.Timeout | undefined;

/** One timer for all connections, so that a statement costs none. */
function watch(client: GuardedClient): void {
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
