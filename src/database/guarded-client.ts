import type { Socket } from 'node:net';
import pg from 'pg';
import { NoConnection, sqlState } from './database-errors.js';
import type { DatabaseState } from './database-state.js';
import { watch, watched } from './connection-watch.js';
import { KnownLayouts } from './known-query.js';
import { Patience } from './patience.js';
import { assertPersonMayRead, personNow, type Person } from './person.js';
import { PersonReads } from './person-query.js';
import { preparedName } from './prepared-names.js';
import { traced } from './statement-spans.js';
import { asOneStatement, type Write } from './writes.js';

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
  /** BEGIN of the next transactions leaves with their first statement, which must only read or lock. */
  beginsLate = false;
  /** Ends with the answer to BEGIN. */
  begun: Promise<unknown> = Promise.resolve();
  /** The connection was lost before BEGIN was answered: nothing has happened. */
  beginLost = false;

  private readonly guard: Guard;
  private readonly patience: Patience;
  private readonly layouts = new KnownLayouts();
  private readonly personReads = new PersonReads(this.layouts, (query) => this.pass(query));
  private unanswered = 0;
  /** Writes of the transaction that are sent with its next statement. */
  private writes: Write[] = [];
  /** BEGIN that leaves late: not yet sent, or not yet answered. */
  private lateBegin: 'held' | 'sent' | null = null;
  private isCorked = false;

  constructor(config: pg.ClientConfig & { guard: Guard }) {
    super(config);
    this.guard = config.guard;
    this.patience = new Patience(this.guard.silenceMs, this.guard.shortSilenceMs);
    this.on('error', (error: Error) => {
      this.lost(error);
    });
    this.once('end', () => watched.delete(this));
  }

  /** The next transaction must have its answers within this many milliseconds. */
  finishWithin(ms: number): void {
    this.patience.finishWithin(ms);
  }

  /** Until the transaction ends, a statement may take this long (ms). */
  beGivenTime(ms: number): void {
    this.patience.beGivenTime(ms);
  }

  /**
   * Adds a write to the transaction. It is sent with the next statement, COMMIT at the latest, and has no answer of its
   * own: if it fails, so does what follows, with its error.
   */
  write(write: Write): void {
    if (this.writes.some(({ table }) => table === write.table)) void this.sendWrites();
    this.writes.push(write);
  }

  /** Sends the writes now; answers when they are done, or throws why they could not be. */
  sendWrites(): Promise<unknown> {
    if (this.writes.length === 0) return Promise.resolve();
    // Were BEGIN refused, they would be done without a transaction.
    if (this.lateBegin !== null) throw new Error('what begins late must not begin with a write');
    const { sql, values } = asOneStatement(this.writes);
    this.writes = [];
    const sent = this.send(sql, values);
    // Whoever does not wait learns of a failure from what follows.
    sent.catch(() => undefined);
    return sent;
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

  /** A read outside transactions, for the bank (null) or for a person, whoever else uses the connection. */
  read(person: Person | null, text: string, values: unknown[]): Promise<Result> {
    return person === null ? this.send(text, values) : this.readFor(person, text, values);
  }

  override query(...args: never[]): never {
    const [text, values, callback] = args as unknown[];
    // The pool's own way of calling, which this application does not use.
    if (typeof text !== 'string' || callback !== undefined) return this.pass(...args) as never;
    const person = personNow();
    if (person !== null) return this.readFor(person, text, (values as unknown[] | undefined) ?? []) as never;
    if (text === BEGIN) {
      this.begun = Promise.resolve();
      this.lateBegin = this.beginsLate ? 'held' : null;
      if (this.beginsLate) return this.begun as never;
    }
    if (this.lateBegin === 'held') this.sendBegin();
    if (text === ROLLBACK) this.writes = [];
    else if (this.writes.length > 0) void this.sendWrites();
    return this.send(text, values) as never;
  }

  private sendBegin(): void {
    this.lateBegin = 'sent';
    this.begun = this.send(BEGIN, undefined);
    this.begun.then(
      () => {
        this.lateBegin = null;
      },
      () => {
        this.beginLost = this.loss !== undefined;
      },
    );
  }

  private send(text: string, values: unknown): Promise<Result> {
    this.aboutToSend(text);
    const name = this.nameOf(text, values);
    const sent =
      name === undefined
        ? (this.pass(text, values) as Promise<Result>)
        : this.layouts.run({ name, text, values: values as unknown[] }, (query) => this.pass(query));
    return this.answerTo(text, sent);
  }

  /** Throws for what is no read. */
  private async readFor(person: Person, text: string, values: unknown[]): Promise<Result> {
    assertPersonMayRead(text);
    this.aboutToSend(text);
    const name = this.nameOf(text, values);
    return this.answerTo(text, this.personReads.send(person, { text, values, name }));
  }

  private answerTo(text: string, sent: Promise<Result>): Promise<Result> {
    return traced(text, this, sent).then(
      (result) => this.answered(text, result),
      (error: unknown) => {
        throw this.failed(text, error as Error);
      },
    );
  }

  private pass(...args: unknown[]): unknown {
    return (super.query as (this: this, ...all: unknown[]) => unknown).call(this, ...args);
  }

  /** Statements sent in the same turn of the event loop leave in one piece: one system call. */
  private cork(): void {
    if (this.isCorked) return;
    this.isCorked = true;
    const { socket } = this;
    socket.cork();
    process.nextTick(() => {
      this.isCorked = false;
      socket.uncork();
    });
  }

  /** `awakeMs`: how long the process was awake since the last check. Decides whether the connection is still alive. */
  look(awakeMs: number): void {
    if (this.loss !== undefined) {
      watched.delete(this);
      return;
    }
    const isOver = this.patience.isOver(awakeMs, this.socket.bytesRead);
    if (this.unanswered === 0 || !isOver) return;
    const silentFor = this.patience.silentMs;
    this.abandon('The database gave no answer in time.');
    for (const other of watched) other.doubt(silentFor);
  }

  doubt(silentMs: number): void {
    if (this.isIdle && this.patience.silentMs >= silentMs) this.abandon('The database has gone silent.');
  }

  private get isIdle(): boolean {
    return this.unanswered === 0 && this.getTransactionStatus() === 'I';
  }

  private get socket(): Socket {
    return (this as unknown as { connection: { stream: Socket } }).connection.stream;
  }

  private aboutToSend(text: string): void {
    this.cork();
    if (this.unanswered++ === 0) this.patience.silentMs = 0;
    if (text === BEGIN) {
      this.failure = undefined;
      this.commitSent = false;
      this.beginLost = false;
      this.patience.begins();
    } else if (text === COMMIT || text === ROLLBACK) {
      this.commitSent = text === COMMIT && this.loss === undefined;
      this.patience.ends();
      this.patience.expectEnd(this.unanswered);
    }
  }

  private nameOf(text: string, values: unknown): string | undefined {
    return this.guard.prepares && Array.isArray(values) ? preparedName(text) : undefined;
  }

  private answered(text: string, result: Result): Result {
    this.unanswered--;
    this.patience.expectEnd(this.unanswered);
    this.guard.state.answered();
    if (text === BEGIN) this.patience.begun();
    if (text !== COMMIT && text !== ROLLBACK) return result;
    this.patience.ended();
    // PostgreSQL reports no error when it rolls back instead of committing.
    if (text === COMMIT && result?.command === ROLLBACK) {
      throw (
        this.failure ?? new Error('the transaction was rolled back because one of its statements had failed')
      );
    }
    return result;
  }

  private failed(text: string, error: Error): Error {
    this.unanswered--;
    this.patience.expectEnd(this.unanswered);
    if (this.loss !== undefined && !(error instanceof pg.DatabaseError)) return this.lost(error);
    this.guard.state.failed(error);
    if (sqlState(error) === ABORTED && this.failure !== undefined) return this.failure;
    // An error as the answer to COMMIT may come after the transaction was committed.
    if (text !== COMMIT) this.failure ??= error;
    return error;
  }

  private lost(error: Error): NoConnection {
    this.loss ??= error instanceof NoConnection ? error : new NoConnection(error.message, { cause: error });
    this.guard.state.lost(this.loss);
    return this.loss;
  }
}
