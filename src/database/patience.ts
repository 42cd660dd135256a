const FOREVER = Number.POSITIVE_INFINITY;
/** PostgreSQL ends a write's wait for a lock by itself; this much later (ms) it hangs. */
const WRITES_GRACE_MS = 500;

/** How long a connection may take with its answers. All in milliseconds in which the process was awake. */
export class Patience {
  /** How long nothing has come. */
  silentMs = 0;

  private readonly usualMs: number;
  private bytesRead = 0;
  private statementMs: number;
  private limitMs: number;
  private leftMs = FOREVER;
  /** The transaction of a command is ending: its last answer must come soon. */
  private hurries = false;

  /** `silenceMs`: how long a statement may go without a byte (null: no limit); `shortSilenceMs`: BEGIN and COMMIT. */
  constructor(
    silenceMs: number | null,
    private readonly shortSilenceMs: number,
  ) {
    this.usualMs = silenceMs ?? FOREVER;
    this.statementMs = this.usualMs;
    this.limitMs = this.usualMs;
  }

  /** The next transaction must have its answers within so long. */
  finishWithin(ms: number): void {
    this.leftMs = ms;
  }

  /** Until the transaction ends, a statement may take so long. */
  beGivenTime(ms: number): void {
    this.statementMs = ms;
    this.limitMs = ms;
  }

  /** BEGIN is sent. */
  begins(): void {
    this.hurries = false;
    this.limitMs = this.shortSilenceMs;
  }

  /** BEGIN is answered. */
  begun(): void {
    this.limitMs = this.statementMs;
  }

  /** COMMIT or ROLLBACK is sent. */
  ends(): void {
    this.hurries = this.leftMs !== FOREVER;
    // A command that has come this far may finish, however late it is; only its COMMIT must be answered soon.
    this.leftMs = FOREVER;
  }

  /** The writes ahead of COMMIT may wait for a lock, which PostgreSQL ends by itself; COMMIT waits for nothing. */
  expectEnd(unanswered: number): void {
    if (!this.hurries) return;
    this.limitMs = this.shortSilenceMs + (unanswered > 1 ? WRITES_GRACE_MS : 0);
  }

  /** COMMIT or ROLLBACK is answered. */
  ended(): void {
    this.hurries = false;
    this.statementMs = this.usualMs;
    this.limitMs = this.usualMs;
    this.leftMs = FOREVER;
  }

  /** Counts the time since the last look. Answers whether it has been too long, where an answer is due. */
  isOver(awakeMs: number, bytesRead: number): boolean {
    if (this.leftMs !== FOREVER) this.leftMs -= awakeMs;
    if (bytesRead === this.bytesRead) this.silentMs += awakeMs;
    else this.silentMs = 0;
    this.bytesRead = bytesRead;
    return this.silentMs > this.limitMs || this.leftMs <= 0;
  }
}
