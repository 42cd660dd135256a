import pg from 'pg';

/** Every value as PostgreSQL wrote it: whoever needs a number makes one. */
const RAW = { getTypeParser: () => (text: string) => text };

export type Row = Record<string, string | null>;

const names = new Map<string, string>();

/** A connection whose statements are prepared once, and sent without waiting for the answers of those before. */
export class Connection {
  private readonly client: pg.Client;

  private constructor(databaseUrl: string) {
    this.client = new pg.Client({
      connectionString: databaseUrl,
      pipeline: true,
      types: RAW,
      options: '-c TimeZone=UTC -c jit=off',
    });
  }

  static async open(databaseUrl: string): Promise<Connection> {
    const connection = new Connection(databaseUrl);
    await connection.client.connect();
    return connection;
  }

  async query(text: string, values: readonly unknown[]): Promise<Row[]> {
    let name = names.get(text);
    if (name === undefined) names.set(text, (name = `s${String(names.size)}`));
    return (await this.client.query<Row>({ name, text, values: [...values] })).rows;
  }

  /** BEGIN, COMMIT, ROLLBACK; gives what PostgreSQL did. */
  async control(text: string): Promise<string> {
    return (await this.client.query(text)).command;
  }

  /** What is sent meanwhile goes out in one piece. */
  together<T>(send: () => T): T {
    this.stream.cork();
    try {
      return send();
    } finally {
      process.nextTick(() => {
        this.stream.uncork();
      });
    }
  }

  /** What is sent until all requests that have arrived are read goes out in one piece. */
  holdThisTurn(onSent: () => void): void {
    this.stream.cork();
    setImmediate(() => {
      this.stream.uncork();
      onSent();
    });
  }

  private get stream(): Corked {
    return (this.client as unknown as { connection: { stream: Corked } }).connection.stream;
  }
}

interface Corked {
  cork: () => void;
  uncork: () => void;
}

/** Waits for all, so that no statement is under way when the next begins; throws the first failure. */
export async function all<T extends readonly unknown[]>(
  sent: readonly [...{ [K in keyof T]: Promise<T[K]> }],
): Promise<T> {
  const results = await Promise.allSettled(sent as readonly Promise<unknown>[]);
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  }) as unknown as T;
}

export type Statement = readonly [sql: string, values: readonly unknown[]];

/** What a batch writes and how it answers, once that is committed. */
export interface Writes<A> {
  statements: readonly Statement[];
  answers: readonly A[];
}

/** The batches of all kinds, for `/metrics`. */
export const counted = { batches: 0, items: 0 };

const MOST = 64;

/**
 * Group commit in two trips: BEGIN with all reads and locks, then all writes with COMMIT. What arrives while a batch is
 * in flight is the next batch.
 */
export class GroupCommit<I, D, A> {
  private waiting: { item: I; resolve: (answer: A) => void; reject: (error: unknown) => void }[] = [];
  private isRunning = false;

  constructor(
    private readonly connection: Connection,
    private readonly read: (connection: Connection, items: readonly I[]) => Promise<D>,
    /** Null: it has to be read again, and more of it. */
    private readonly decide: (read: D, items: readonly I[]) => Writes<A> | null,
  ) {}

  submit(item: I): Promise<A> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (!this.isRunning) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.isRunning = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, MOST);
      counted.batches++;
      counted.items += batch.length;
      try {
        const answers = await this.run(batch.map(({ item }) => item));
        batch.forEach(({ resolve }, index) => {
          resolve(answers[index] as A);
        });
      } catch (error) {
        await this.connection.control('ROLLBACK');
        for (const { reject } of batch) reject(error);
      }
      // What has already arrived joins the next batch.
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.isRunning = false;
  }

  private async run(items: readonly I[]): Promise<readonly A[]> {
    const { connection } = this;
    const [, read] = await all(
      connection.together(() => [connection.control('BEGIN'), this.read(connection, items)] as const),
    );
    const decided = this.decide(read, items);
    if (decided === null) {
      await connection.control('ROLLBACK');
      return this.run(items);
    }
    const { statements, answers } = decided;
    const [, done] = await all(
      connection.together(
        () =>
          [
            Promise.all(statements.map(([sql, values]) => connection.query(sql, values))),
            connection.control('COMMIT'),
          ] as const,
      ),
    );
    if (done !== 'COMMIT') throw new Error(`PostgreSQL answered COMMIT with ${done}`);
    return answers;
  }
}

/** An array as PostgreSQL reads it. The texts have none of its special characters. */
export function list(values: readonly (string | bigint | number | null)[]): string {
  return `{${values.map((value) => value ?? 'NULL').join()}}`;
}
