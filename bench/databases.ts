import pg from 'pg';
import type { Actor } from './load.js';
import { seed, type Dataset } from './seed.js';
import { mintToken } from './tokens.js';

/** Benchmark databases on one server; `admin` is connected to another database of it. */
export class Databases {
  constructor(
    private readonly serverUrl: string,
    readonly admin: pg.Client,
    private readonly migrate: (databaseUrl: string) => Promise<void>,
  ) {}

  url(name: string): string {
    const url = new URL(this.serverUrl);
    url.pathname = `/${name}`;
    return url.toString();
  }

  async create(name: string, template = 'template0'): Promise<string> {
    await this.drop(name);
    await this.admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    return this.url(name);
  }

  async drop(name: string): Promise<void> {
    await this.admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }

  /** A migrated and seeded database to copy from. */
  async seeded(name: string, dataset: Dataset): Promise<void> {
    const url = await this.create(name);
    await this.migrate(url);
    await this.seed(url, dataset);
  }

  /** Fills a migrated database. */
  async seed(url: string, dataset: Dataset): Promise<void> {
    await this.using(url, (db) => seed(db, dataset));
  }

  async using<T>(url: string, work: (db: pg.Client) => Promise<T>): Promise<T> {
    const db = new pg.Client({ connectionString: url });
    await db.connect();
    try {
      return await work(db);
    } finally {
      await db.end();
    }
  }

  /** The customers of a seeded database with their loans, signed in, and the staff user who asks for the proof. */
  people(url: string): Promise<{ actors: Actor[]; staffId: string }> {
    return this.using(url, async (db) => {
      const customers = await db.query<{ id: string; loan_ids: string[] }>(
        `SELECT c.id, array_agg(l.id) AS loan_ids FROM customers c JOIN loans l ON l.customer_id = c.id
         GROUP BY c.id ORDER BY c.id`,
      );
      const staff = await db.query<{ id: string }>(`SELECT id FROM users WHERE role = 'staff' LIMIT 1`);
      const actors = customers.rows.map(({ id, loan_ids }) => ({
        token: mintToken(id, 'customer'),
        loanIds: loan_ids,
      }));
      return { actors, staffId: staff.rows[0]?.id ?? '' };
    });
  }
}

/** Deals the customers to connections; a connection that asks for loans is one customer. */
export function deal(kind: string, actors: readonly Actor[], clients: number): Actor[][] {
  const own = Array.from({ length: clients }, (_, client) =>
    actors.filter((_actor, index) => index % clients === client),
  );
  return kind === 'loans' ? own.map((some) => some.slice(0, 1).map((a) => ({ ...a, loanIds: [] }))) : own;
}
