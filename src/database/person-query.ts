import type pg from 'pg';
import { answerOf, KnownLayouts, KnownQuery } from './known-query.js';
import type { Person } from './person.js';

/** Takes on the role and names the person until the transaction ends. Answers no row. */
const TEXT = `SELECT WHERE set_config('role', $1, true) IS NULL OR set_config('lmp.person', $2, true) IS NULL`;
/** Prepares that on a connection; by itself it changes nothing. */
const ENTERING = { name: 'person', text: TEXT, values: ['none', ''] };

/** The parts of pg's connection that are used here; its types do not show them. */
interface Connection {
  parse: (statement: { name: string; text: string }) => void;
  bind: (values: { portal: string; statement: string; values: unknown[] }) => void;
  execute: (what: { portal: string; rows: number }) => void;
}

interface Read {
  text: string;
  values: unknown[];
  name: string | undefined;
}

/**
 * A read for a person. What takes on its role is sent ahead of it, before the same Sync: PostgreSQL runs both as one
 * transaction, which begins and ends with them. So it costs no round trip, and no session setting is left behind, also
 * through a pooler. If the role cannot be taken on, the read is not run.
 */
class PersonQuery extends KnownQuery {
  private readonly isNamed: boolean;
  private isEntered = false;

  /** Without `name` nothing is prepared; with it, `ENTERING` was sent on this connection. */
  constructor(
    read: Read,
    private readonly person: Person,
    layouts: KnownLayouts,
  ) {
    // What has no name has no layout to remember either.
    super(read.text, read.values, read.name ?? '', read.name === undefined ? new KnownLayouts() : layouts);
    this.isNamed = read.name !== undefined;
    // Without values pg would send the text as it is, which may be several statements.
    Object.assign(this, { queryMode: 'extended' });
  }

  override prepare(connection: Connection & Parameters<KnownQuery['prepare']>[0]): void {
    const statement = this.isNamed ? ENTERING.name : '';
    if (!this.isNamed) connection.parse({ name: '', text: TEXT });
    connection.bind({ portal: '', statement, values: [this.person.role, this.person.id] });
    connection.execute({ portal: '', rows: 0 });
    super.prepare(connection);
  }

  override handleCommandComplete(...given: Parameters<KnownQuery['handleCommandComplete']>): void {
    // The first is that of taking on the role.
    if (this.isEntered) super.handleCommandComplete(...given);
    else this.isEntered = true;
  }
}

/** What one connection reads for persons. */
export class PersonReads {
  private entersByName = false;

  /** `layouts`: of the connection; `pass` hands a query to pg. */
  constructor(
    private readonly layouts: KnownLayouts,
    private readonly pass: (query: object) => unknown,
  ) {}

  /** Sends what `assertPersonMayRead` admits. `name`: of the statement where it is prepared. */
  send(person: Person, { text, values, name }: Read): Promise<pg.QueryResult> {
    if (name !== undefined) this.prepareEntering();
    // PostgreSQL plans a statement for the policies of one role, and anew each time another role runs it.
    const own = name && `${person.role === 'loans_customer' ? 'c' : 'p'}${name}`;
    return answerOf(new PersonQuery({ text, values, name: own }, person, this.layouts), (query) => {
      this.pass(query);
    });
  }

  private prepareEntering(): void {
    if (this.entersByName) return;
    this.entersByName = true;
    // Were it refused, so would be the read, which says why; the next one tries again.
    (this.pass(ENTERING) as Promise<unknown>).catch(() => {
      this.entersByName = false;
    });
  }
}
