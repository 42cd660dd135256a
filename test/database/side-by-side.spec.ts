import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { startApp, startServer, type TestApp, type TestServer } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { hold } from '../support/hold.js';
import type { Answer } from '../support/http.js';
import { makeCustomer, makeLoan, makeProvider, must, type Actor } from '../support/make.js';
import { expectGreenProof } from '../support/proof.js';
import { until } from '../support/until.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What the next version brings, as CONTRIBUTING.md asks: a column, a table that a trigger fills, and an index. */
const EXPAND = {
  '1700000200000-channels.js': `
    export class Channels1700000200000 {
      name = 'Channels1700000200000';
      async up(runner) {
        await runner.query("SET LOCAL lock_timeout = '2s'");
        await runner.query("ALTER TABLE payments ADD COLUMN channel text NOT NULL DEFAULT 'online'");
        await runner.query(\`CREATE TABLE payment_channels (payment_id uuid PRIMARY KEY, channel text NOT NULL);
          CREATE FUNCTION tell_channel() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN INSERT INTO payment_channels VALUES (NEW.id, NEW.channel); RETURN NULL; END $$;
          CREATE TRIGGER payments_tell_channel AFTER INSERT ON payments FOR EACH ROW EXECUTE FUNCTION tell_channel()\`);
      }
      async down(runner) {
        await runner.query('DROP TRIGGER payments_tell_channel ON payments; DROP FUNCTION tell_channel');
        await runner.query('DROP TABLE payment_channels; ALTER TABLE payments DROP COLUMN channel');
      }
    }`,
  '1700000200100-channels-index.js': `
    export class ChannelsIndex1700000200100 {
      name = 'ChannelsIndex1700000200100';
      transaction = false;
      async up(runner) {
        // It keeps nobody from working, and waits for whoever has read for long, such as a proof.
        await runner.query("SET lock_timeout = '10min'");
        await runner.query('CREATE INDEX CONCURRENTLY payments_by_channel ON payments (channel)');
      }
      async down(runner) {
        await runner.query('DROP INDEX CONCURRENTLY payments_by_channel');
      }
    }`,
};

/** This build, with these migrations more. */
class NextVersion {
  private constructor(private readonly folder: string) {}

  static async make(): Promise<NextVersion> {
    const folder = await mkdtemp(join(tmpdir(), 'lmp-next-'));
    await cp(join(ROOT, 'dist'), join(folder, 'dist'), { recursive: true });
    for (const same of ['package.json', 'node_modules', 'console', 'portal']) {
      await symlink(join(ROOT, same), join(folder, same));
    }
    for (const [file, source] of Object.entries(EXPAND)) {
      await writeFile(join(folder, 'dist/migrations', file), source);
    }
    return new NextVersion(folder);
  }

  get entry(): string {
    return join(this.folder, 'dist/app/main.js');
  }

  /** The check of CI, on the migrations of this version. */
  blocking(): { status: number | null; stdout: string; stderr: string } {
    const script = join(ROOT, 'scripts/blocking-migrations.mjs');
    return spawnSync(process.execPath, [script, join(this.folder, 'dist/migrations')], { encoding: 'utf8' });
  }

  async migrate(database: TestDatabase): Promise<{ code: number | null; said: string }> {
    const child = spawn(process.execPath, [join(this.folder, 'dist/src/migrate.js'), 'run'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: process.env.PATH, DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl },
    });
    const [said, [code]] = await Promise.all([
      text(child.stderr),
      once(child, 'exit') as Promise<[number | null]>,
    ]);
    return { code, said };
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

/** Somebody who pays again and again, at whichever instance is there, and notes every answer. */
class Payer {
  readonly answers: Answer[] = [];
  private over = false;
  private readonly ended: Promise<void>;

  constructor(
    private readonly customer: Actor,
    private readonly loan: { id: string },
    /** Where it pays next. */
    public instance: () => TestApp,
  ) {
    this.ended = this.go();
  }

  get paid(): number {
    return this.answers.filter(({ status }) => status === 201).length;
  }

  /** Waits for so many more payments. */
  async pays(count: number): Promise<void> {
    const before = this.paid;
    await until(() => this.paid >= before + count || this.over);
  }

  async stop(): Promise<void> {
    this.over = true;
    await this.ended;
  }

  private async go(): Promise<void> {
    while (!this.over) {
      const key = { 'idempotency-key': randomUUID() };
      const body = { loan: this.loan.id, amount: '0.01' };
      let answer: Answer | null = null;
      // An instance that ends takes no more connections; the next one has the key.
      while (answer === null || answer.body?.code === 'shutting_down') {
        answer = await this.instance()
          .as(this.customer)
          .post('/api/payments/', body, key)
          .catch(() => null);
      }
      this.answers.push(answer);
    }
  }
}

describe('an old and a new version on one database', () => {
  let next: NextVersion;
  let database: TestDatabase;
  let old: TestServer;
  let fresh: TestApp | undefined;
  let payers: Payer[] = [];
  let current: TestApp;

  beforeAll(async () => {
    [next, database] = await Promise.all([NextVersion.make(), cloneDatabase()]);
    old = current = await startServer({}, database);
    await makeProvider(old, '10000.00');
    const begin = async () => {
      const customer = await makeCustomer(old);
      return new Payer(customer, await makeLoan(customer, '900.00'), () => current);
    };
    payers = await Promise.all([begin(), begin()]);
  });
  afterAll(async () => {
    await Promise.all(payers.map((payer) => payer.stop()));
    await fresh?.stop();
    await old.stop();
    await database.drop();
    await next.remove();
  });

  const everybodyPays = (count = 5) => Promise.all(payers.map((payer) => payer.pays(count)));
  const expectNoRefusal = () => {
    expect(payers.flatMap(({ answers }) => answers).filter(({ status }) => status !== 201)).toEqual([]);
  };
  const columns = async () => {
    const rows = await database.rows(
      "SELECT FROM information_schema.columns WHERE table_name = 'payments' AND column_name = 'channel'",
    );
    return rows.length;
  };

  it('has migrations that CI lets through', () => {
    const since = readdirSync(join(ROOT, 'dist/migrations')).filter(
      (file) => file.endsWith('.js') && file > '1700000100',
    );
    const all = since.length + Object.keys(EXPAND).length;
    expect(next.blocking()).toMatchObject({
      status: 0,
      stdout: expect.stringContaining(`${String(all)} migrations`),
    });
  });

  it('does not start the new one before its migrations have run', async () => {
    await expect(startServer({}, database, next.entry)).rejects.toThrow(
      /lacks 2 of this version's migrations .*Channels1700000200000.*npm run migration:run/,
    );
  });

  it('changes nothing when a migration does not get its lock in time, and keeps nobody waiting for long', async () => {
    const held = await hold(database, 'LOCK TABLE payments IN ROW SHARE MODE');
    try {
      const { code, said } = await next.migrate(database);
      expect([code, said]).toEqual([1, expect.stringContaining('lock timeout')]);
      await everybodyPays();
    } finally {
      await held.release();
    }
    expect(await columns()).toBe(0);
    expectNoRefusal();
  });

  it('lets the old one work on while the new schema comes, and fills what is new for it', async () => {
    const { code, said } = await next.migrate(database);
    expect([code, said]).toEqual([
      0,
      expect.stringContaining('Channels1700000200000, ChannelsIndex1700000200100'),
    ]);
    await everybodyPays();
    expectNoRefusal();
    const [filled] = await database.rows(
      `SELECT count(*) > 0 AS some, bool_and(c.channel = 'online') AS right
       FROM payment_channels c JOIN payments p ON p.id = c.payment_id`,
    );
    expect(filled).toEqual({ some: true, right: true });
    const [index] = await database.rows(
      "SELECT indisvalid AS valid FROM pg_index WHERE indexrelid = 'payments_by_channel'::regclass",
    );
    expect(index).toEqual({ valid: true });
  });

  it('starts the old one again on the newer schema, as after a crash', async () => {
    const again = await startApp({}, database);
    try {
      must(200, await again.as().get('/health/ready'));
      await expectGreenProof(again);
    } finally {
      await again.stop();
    }
  });

  it('has both at work side by side, who see each other’s work', async () => {
    fresh = await startServer({}, database, next.entry);
    const both = [old, fresh];
    let turn = 0;
    payers[0]!.instance = () => both[turn++ % 2]!;
    await everybodyPays(10);
    expectNoRefusal();
    const customer = await makeCustomer(fresh);
    const loan = await makeLoan({ ...customer, api: fresh.as(customer) }, '100.00');
    expect(must(200, await old.as(customer).get(`/api/loans/${loan.id}/`))).toMatchObject({ id: loan.id });
    await expectGreenProof(old);
    await expectGreenProof(fresh);
  });

  it('hands over to the new one without a request that fails, and nothing is lost or done twice', async () => {
    current = fresh!;
    payers[0]!.instance = () => current;
    expect(await old.end()).toBe(0);
    await everybodyPays();
    await Promise.all(payers.map((payer) => payer.stop()));
    expectNoRefusal();
    const [booked] = await database.rows('SELECT count(*)::int AS payments FROM payments');
    expect(Number(booked?.payments)).toBe(payers.reduce((sum, { paid }) => sum + paid, 0));
    await expectGreenProof(fresh!);
  });
});
