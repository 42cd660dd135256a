import pg from 'pg';

/** The parts of pg that are used here; its types do not show them. */
interface Connection {
  describe: (what: object) => void;
}
interface Layout {
  fields: readonly object[];
  _parsers: readonly unknown[] | undefined;
  _prebuiltEmptyResultObject: object | null;
}
interface Result extends Layout {
  parseRow: (texts: readonly (string | null)[]) => object;
  addRow: (row: object) => void;
}
interface Internals {
  prepare: (connection: Connection) => void;
  handleCommandComplete: (message: object, connection: Connection) => void;
}
const internals = pg.Query.prototype as unknown as Internals;

/** How the rows of a connection's prepared statements are laid out, by the names of the statements. */
export class KnownLayouts extends Map<string, Layout> {
  private quiet: Connection | undefined;

  /** The same connection, but statements are not described on it. */
  quietly(connection: Connection): Connection {
    this.quiet ??= Object.create(connection, { describe: { value: () => undefined } }) as Connection;
    return this.quiet;
  }

  /** Runs a prepared statement of this connection; `send` hands it to pg. */
  run(
    { name, text, values }: { name: string; text: string; values: unknown[] },
    send: (query: KnownQuery) => void,
  ): Promise<pg.QueryResult> {
    return answerOf(new KnownQuery(text, values, name, this), send);
  }
}

/** Sends a query, and waits for its result. */
export function answerOf<Q extends KnownQuery>(query: Q, send: (query: Q) => void): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    query.callback = (error, result) => {
      if (error === null) resolve(result);
      else reject(error);
    };
    send(query);
  });
}

/**
 * A prepared statement whose layout is asked for once a connection: PostgreSQL keeps it as long as the statement, or
 * refuses to run that. pg by itself asks each time, and works out again how to read each column: a tenth of what a small
 * read costs the process.
 */
export class KnownQuery extends pg.Query {
  declare private readonly _result: Result;
  declare private _canceledDueToError: unknown;
  declare private readonly values: unknown[];
  declare callback: (error: Error | null, result: pg.QueryResult) => void;

  constructor(
    text: string,
    values: unknown[],
    private readonly name: string,
    private readonly layouts: KnownLayouts,
  ) {
    super(text);
    this.values = values;
  }

  /** pg calls this to send the statement. */
  prepare(connection: Connection): void {
    const layout = this.layouts.get(this.name);
    if (layout !== undefined) Object.assign(this._result, layout);
    internals.prepare.call(this, layout === undefined ? connection : this.layouts.quietly(connection));
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    if (this._canceledDueToError) return;
    try {
      this._result.addRow(this._result.parseRow(fields));
    } catch (error) {
      this._canceledDueToError = error;
    }
  }

  handleCommandComplete(message: object, connection: Connection): void {
    if (!this.layouts.has(this.name)) {
      const { fields, _parsers, _prebuiltEmptyResultObject } = this._result;
      this.layouts.set(this.name, { fields, _parsers, _prebuiltEmptyResultObject });
    }
    internals.handleCommandComplete.call(this, message, connection);
  }
}
