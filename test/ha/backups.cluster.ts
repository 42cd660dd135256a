import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { seed } from '../../bench/seed.js';
import { effectsInDatabase, judge } from '../faults/verdict.js';
import { startCli } from '../support/cli.js';
import { openDatabase } from '../support/database.js';
import { until } from '../support/until.js';
import { Cluster, Load, say, withPassword } from './cluster.js';

/** `HA_LOANS=1000000 npm run test:ha -- backups` measures a bank of that size. */
const LOANS = Number(process.env.HA_LOANS ?? '20000');
/** What may be missing when all machines are lost at once: archive_timeout, and the time to archive a file. */
const RPO_SECONDS = 60 + 15;

interface Backup {
  label: string;
  type: string;
  seconds: number;
  databaseBytes: number;
  storedBytes: number;
}
interface Restored {
  database: string;
  owner: string;
  restoreSeconds: number;
  seconds: number;
}

const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MB`;

describe(`the backups of a bank with ${String(LOANS)} loans`, () => {
  let cluster: Cluster;
  let load: Load;

  beforeAll(async () => {
    cluster = await Cluster.start();
    await seedBank(cluster.database.ownerUrl);
    load = await Load.prepare(cluster, 20261128);
  }, 3_600_000);
  afterAll(() => cluster.remove());

  const backUp = async (type: string) => {
    const made = await cluster.json<Backup>('backup', type);
    say(
      `backup ${made.type}: ${made.seconds.toFixed(1)} s, database ${megabytes(made.databaseBytes)}, ` +
        `stored ${megabytes(made.storedBytes)}`,
    );
    return made;
  };
  const work = async (commands: number) => {
    const enough = load.acknowledged + commands;
    load.begin();
    await until(() => load.acknowledged >= enough);
    await load.end();
  };
  /** The commands of the load against what a database holds. */
  const judgeIn = async (url: string) => {
    const nothing = () => Promise.reject(new Error('not here'));
    const restored = openDatabase(url, { copy: nothing, drop: () => Promise.resolve() });
    try {
      const effects = await effectsInDatabase(restored);
      // The seed's own rows are no commands of the load.
      const marks = new Set(load.seen.commands.map(({ mark }) => mark));
      return judge(load.seen.commands, new Map([...effects].filter(([mark]) => marks.has(mark))));
    } finally {
      await restored.drop();
    }
  };

  it('lose a minute at most when all machines are lost at once', async () => {
    expect((await backUp('full')).type).toBe('full');
    await work(100);
    expect((await backUp('incr')).type).toBe('incr');
    const enough = Date.now() + RPO_SECONDS * 1000;
    load.begin();
    await load.withoutService(() => until(() => Date.now() > enough));
    await load.end();
    const lostAt = performance.now();
    await Promise.all(cluster.machines.map(({ name }) => cluster.do('kill', name)));

    const { owner } = await restoreAndProve('latest', 'all that was archived');
    const { lost, doubled } = await judgeIn(owner);
    expect(doubled).toEqual([]);
    const deposits = [...load.deposits];
    const firstLost = deposits.find(([mark]) => lost.includes(mark));
    const seconds = firstLost === undefined ? 0 : (lostAt - firstLost[1]) / 1000;
    say(
      `all machines lost: ${String(lost.length)} commands of the last ${seconds.toFixed(1)} s are missing (RPO), ` +
        `of ${String(load.acknowledged)} acknowledged`,
    );
    expect(seconds).toBeLessThan(RPO_SECONDS);
    // What came before the first is all there: nothing is missing in between.
    const kept = deposits.filter(([, at]) => firstLost === undefined || at < firstLost[1]);
    expect(kept.filter(([mark]) => lost.includes(mark))).toEqual([]);
    expect(kept.length).toBeGreaterThan(0);
    // Their own disks have everything.
    await cluster.do('start');
    expect(await judgeIn(cluster.database.ownerUrl)).toEqual({ lost: [], doubled: [] });
  }, 7_200_000);

  it('bring the books back as they were one second before a damaging command', async () => {
    await work(100);
    const damagedAt = await damage();
    const { owner } = await restoreAndProve(
      new Date(damagedAt - 1000).toISOString(),
      'one second before the damage',
    );
    expect(await judgeIn(owner)).toEqual({ lost: [], doubled: [] });
  }, 7_200_000);

  /** With the proof by the command line, as the run book says. */
  async function restoreAndProve(target: string, what: string): Promise<Restored> {
    const began = performance.now();
    const shown = await cluster.json<Restored & { passwords: string }>('restore', target);
    const [database = '', owner = ''] = await Promise.all(
      [shown.database, shown.owner].map((address) => withPassword(address, shown.passwords)),
    );
    const restored = { ...shown, database, owner };
    const { code, out, err } = await startCli(restored.database, 'proof').ended;
    const seconds = (performance.now() - began) / 1000;
    expect({ code, said: code === 0 ? '' : out + err }).toEqual({ code: 0, said: '' });
    say(
      `restored to ${what}: files ${restored.restoreSeconds.toFixed(1)} s, with replay ` +
        `${restored.seconds.toFixed(1)} s, with a green proof ${seconds.toFixed(1)} s (RTO)`,
    );
    return restored;
  }

  /** Waits until a second has passed since the last command; answers the database's time of the damage (ms). */
  async function damage(): Promise<number> {
    const last = Date.now();
    await until(() => Date.now() > last + 1500);
    const [{ at = '' } = {}] = await cluster.database.rows('SELECT clock_timestamp() AS at');
    await cluster.database.rows('DROP TABLE payments CASCADE');
    return new Date(at).getTime();
  }
});

/** Loans of many months with their journal, as the benchmark makes them. */
async function seedBank(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    // PostgreSQL has it from version 18 on.
    await client.query(`CREATE OR REPLACE FUNCTION uuidv7() RETURNS uuid LANGUAGE sql VOLATILE AS $$
      SELECT encode(overlay(uuid_send(gen_random_uuid())
        PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6), 'hex')::uuid $$`);
    const started = performance.now();
    await seed(client, {
      providers: 1000,
      customers: Math.max(32, Math.round(LOANS / 10)),
      loans: LOANS,
      parts: 1,
      funds: 1_000_000_000_00n,
      amount: { min: 100_00, max: 10_000_00 },
      daysAgo: (kind) => 1 + (kind % 29),
    });
    say(`seeded ${String(LOANS)} loans in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  } finally {
    await client.end();
  }
}
