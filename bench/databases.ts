import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Checkout } from './checkout.js';
import type { Actor } from './load.js';
import type { Postgres } from './postgres.js';
import type { Dataset } from './seed.js';
import { mintToken } from './tokens.js';

/** The customers of a database with their loans, signed in, and a staff user. */
export interface People {
  actors: Actor[];
  staffId: string;
}

/** Benchmark databases on one server, with the schema and the seed of one checkout. */
export class Databases {
  constructor(
    private readonly postgres: Postgres,
    private readonly checkout = Checkout.here,
  ) {}

  url(name: string): string {
    const url = new URL(this.postgres.url);
    url.pathname = `/${name}`;
    return url.toString();
  }

  async create(name: string, template = 'template0'): Promise<string> {
    await this.drop(name);
    await this.postgres.admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    return this.url(name);
  }

  async has(name: string): Promise<boolean> {
    const { rows } = await this.postgres.admin.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    return rows.length > 0;
  }

  async drop(name: string): Promise<void> {
    await this.postgres.admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }

  /** A migrated and seeded database to copy from. */
  async seeded(name: string, dataset: Dataset): Promise<void> {
    const url = await this.migrated(name);
    await this.seed(url, dataset);
  }

  async migrated(name: string): Promise<string> {
    const url = await this.create(name);
    await this.checkout.migrate(url);
    return url;
  }

  /** Fills a migrated database. */
  async seed(url: string, dataset: Dataset): Promise<void> {
    await this.using(url, (db) => this.checkout.seed(db, dataset));
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

  /** All customers, or so many at most, spread over all. */
  people(url: string, most = 2_147_483_647): Promise<People> {
    return this.using(url, async (db) => {
      const customers = await db.query<{ id: string; loan_ids: string[] }>(
        `SELECT c.id, array_agg(l.id) AS loan_ids
         FROM (SELECT n.id FROM (SELECT c.id, row_number() OVER (ORDER BY c.id) AS nr, count(*) OVER () AS all FROM customers c) n
               WHERE n.nr % greatest(n.all / $1::int, 1) = 0 LIMIT $1) c
         JOIN loans l ON l.customer_id = c.id GROUP BY c.id ORDER BY c.id`,
        [most],
      );
      const staff = await db.query<{ id: string }>(`SELECT id FROM users WHERE role = 'staff' LIMIT 1`);
      const actors = customers.rows.map(({ id, loan_ids }) => ({
        id,
        token: mintToken(id, 'customer'),
        loanIds: loan_ids,
      }));
      return { actors, staffId: staff.rows[0]?.id ?? '' };
    });
  }
}

/** Waits until a query gives so many rows. */
export async function until(db: pg.Client, sql: string, rows: number): Promise<void> {
  while ((await db.query(sql)).rows.length !== rows) await sleep(500);
}

/** Deals the customers to connections. Whoever asks for loans needs to know none. */
export function deal(kind: string, actors: readonly Actor[], clients: number): Actor[][] {
  const dealt = kind === 'loans' ? actors.map((actor) => ({ ...actor, loanIds: [] })) : actors;
  return Array.from({ length: clients }, (_, client) =>
    dealt.filter((_actor, index) => index % clients === client),
  );
}
