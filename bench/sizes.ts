import { startApp, type App } from './app.js';
import { Checkout } from './checkout.js';
import { assertNoFailure, measureIn } from './children.js';
import { Databases, deal, until, type People } from './databases.js';
import { cli, closeTheDaysBefore, configure, secondsInside } from './day-close.js';
import { writeFigures, type Plot } from './files.js';
import { leastDisturbed } from './foreign.js';
import type { Actor } from './load.js';
import { observe } from './observe.js';
import type { Options } from './options.js';
import type { Postgres } from './postgres.js';
import { beginDateNow } from './proof.js';
import { readingCosts } from './reading.js';
import { table } from './report.js';
import { measurement, median, type Measurement } from './results.js';
import { dateDaysAgo, type Dataset } from './seed.js';
import { peakMib } from './usage.js';

const PROVIDERS = 1000;
const LOANS_OF_A_CUSTOMER = 10;
/**
 * So many customers, spread over all, borrow, pay and look. A thousand is all that the smallest bank has, and what they
 * need is in memory in each bank. Of twenty thousand hardly anything is, at first: their requests wait for the disk.
 */
const CROWDS = [1_000, 20_000];
const CLIENTS = 32;
const SLACK_SECONDS = 60;
/** Those that read come first: each loan request makes lists longer, in a small bank more than in a large one. */
const STAGES = [
  ['list', 'detail'],
  ['loans', 'payments'],
] as const;
type Kind = (typeof STAGES)[number][number];
const WRITES: ReadonlySet<string> = new Set(STAGES[1]);
const PLOT: Plot = {
  title: 'What each thing costs in the largest bank, compared with the smallest',
  list: 'costs',
  label: 'what',
  parts: [{ field: 'largestToSmallest', name: 'times', tone: 'strong' }],
  unit: 'times',
  limit: 1.2,
};

/** A bank of one size. */
interface Bank {
  loans: number;
  url: string;
  app: App;
  /** It was kept from an earlier run, of which there are requests. */
  wasThere: boolean;
  people: People;
  close: Close;
}

/** What the close of yesterday took. */
interface Close {
  seconds: number;
  peakMib: number;
}

/** Some customers of a bank, with what was measured of their requests. */
interface Crowd {
  bank: Bank;
  actors: Actor[];
  runs: Measurement[];
}

/** What one thing costs, by the number of loans in the bank. */
interface Cost {
  what: string;
  of: Map<number, number>;
}

/**
 * The same bank in several sizes on one server: the close of yesterday; requests, which take turns; the reports; the
 * proof of what came since the seal; memory. One loan in fifty is late. Gives the table; the figures go to results/.
 */
export async function measureSizes(postgres: Postgres, options: Options): Promise<string> {
  const databases = new Databases(postgres);
  const banks: Bank[] = [];
  try {
    for (const loans of options.sizes) banks.push(await open(databases, loans));
    const requests = CROWDS.map((size) => ({ size, crowds: banks.flatMap((bank) => crowdOf(bank, size)) }));
    for (const { crowds } of requests) {
      for (const kinds of STAGES) await measureStage(postgres, crowds, kinds, options);
    }
    const [costs = [], ofMany = []] = requests.map(({ crowds }) => requestCosts(crowds));
    const add = (what: string, { loans }: Bank, value: number) => {
      const cost = costs.find((each) => each.what === what);
      if (cost) cost.of.set(loans, value);
      else costs.push({ what, of: new Map([[loans, value]]) });
    };
    for (const bank of banks) {
      add('application, most MiB', bank, peakMib(bank.app.pid) ?? 0);
      add('day-close: ms a thousand loans', bank, (bank.close.seconds * 1_000_000) / bank.loans);
      add('day-close: most MiB', bank, bank.close.peakMib);
      for (const [what, value] of await readingCosts(databases, bank)) add(what, bank, value);
    }
    return told({ costs, ofMany, areNew: !banks.some(({ wasThere }) => wasThere) }, postgres, options);
  } finally {
    for (const { app } of banks) await app.stop();
  }
}

/** Seeds a bank unless it is there, and starts it when the work that follows is done. What is seeded is of yesterday. */
async function open(databases: Databases, loans: number): Promise<Bank> {
  const name = `bench_sizes_${String(loans)}`;
  const url = databases.url(name);
  const wasThere = await databases.has(name);
  if (!wasThere) {
    note(`seeding ${String(loans)} loans`);
    await databases.migrated(name);
    await databases.using(url, configure);
    await databases.seed(url, datasetOf(loans));
  } else {
    await Checkout.here.migrate(url);
  }
  const app = await startApp(url, null, Checkout.here, false);
  await databases.using(url, (db) => until(db, 'SELECT FROM score_due LIMIT 1', 0));
  if (!wasThere) await databases.using(url, beginDateNow);
  await databases.using(url, (db) => db.query('VACUUM ANALYZE'));
  const close = await closeYesterday(databases, url);
  await databases.using(url, (db) => db.query('VACUUM ANALYZE'));
  // Or the requests would write what is left of this in memory.
  await databases.using(url, (db) => db.query('CHECKPOINT'));
  return { loans, url, app, wasThere, close, people: await databases.people(url, Math.max(...CROWDS)) };
}

const datasetOf = (loans: number): Dataset => ({
  providers: PROVIDERS,
  customers: Math.ceil(loans / LOANS_OF_A_CUSTOMER),
  loans,
  parts: 1,
  funds: 100_000_000_000_000_00n,
  // Large enough that small payments never pay one off.
  amount: { min: 5_000_00, max: 10_000_00 },
  daysAgo: (kind) => (kind % 50 === 0 ? 33 + (kind / 50) * 4 : 1 + (kind % 29)),
});

/** So many customers, spread over all; none of a bank that has fewer. */
function crowdOf(bank: Bank, size: number): Crowd[] {
  const { actors } = bank.people;
  if (actors.length < size) return [];
  const apart = Math.floor(actors.length / size);
  return [{ bank, actors: actors.filter((_, index) => index % apart === 0).slice(0, size), runs: [] }];
}

/**
 * Measures these requests of the banks in turn. Each turn begins with heat: all banks together are larger than memory, so
 * while the others have theirs, a bank's pages go.
 */
async function measureStage(
  postgres: Postgres,
  crowds: readonly Crowd[],
  kinds: readonly Kind[],
  options: Options,
): Promise<void> {
  const servers = crowds.map(({ bank }) => bank.app.pid);
  for (let run = 1; run <= options.runs; run++) {
    for (const crowd of run % 2 === 1 ? crowds : [...crowds].reverse()) {
      for (const kind of kinds) await heat(crowd, kind, options.heatSeconds);
      for (const kind of kinds) {
        crowd.runs.push(await measureRequests(postgres, servers, crowd, { kind, run }, options));
      }
    }
  }
}

async function heat({ bank, actors }: Crowd, kind: Kind, seconds: number): Promise<void> {
  note(`heating ${String(bank.loans)}: ${kind} of ${String(actors.length)} customers`);
  const connections = deal(kind, actors, CLIENTS);
  const job = { port: bank.app.port, kind, connections, warmUpSeconds: 0, seconds };
  assertNoFailure(await measureIn('load', job, seconds + SLACK_SECONDS, () => undefined), kind);
}

function measureRequests(
  postgres: Postgres,
  servers: readonly number[],
  { bank: { loans, app }, actors }: Crowd,
  { kind, run }: { kind: Kind; run: number },
  { warmUpSeconds, seconds, repeats, runs }: Options,
): Promise<Measurement> {
  const job = { port: app.port, kind, connections: deal(kind, actors, CLIENTS), warmUpSeconds, seconds };
  const once = async () => {
    const { count, usage } = await observe(postgres, servers, { script: 'load', job, app });
    assertNoFailure(count, `${kind} of ${String(loans)} loans`);
    return measurement({ cell: kind, clients: CLIENTS, server: 'ours', run }, count, usage);
  };
  return leastDisturbed(once, repeats, ({ perSecond, foreign }) => {
    const others = `others ${(foreign * 100).toFixed(0)} %`;
    note(
      `run ${String(run)}/${String(runs)}  ${kind} of ${String(loans)}: ${perSecond.toFixed(0)}/s, ${others}`,
    );
  });
}

function requestCosts(crowds: readonly Crowd[]): Cost[] {
  const cost = (what: string, kind: Kind, of: (run: Measurement) => number): Cost => ({
    what,
    of: new Map(
      crowds.map(({ bank, runs }) => [
        bank.loans,
        median(runs.filter(({ cell }) => cell === kind).map(of)) ?? 0,
      ]),
    ),
  });
  return STAGES.flat().flatMap((kind) => [
    cost(`${kind}: ms each at ${String(CLIENTS)} clients`, kind, ({ perSecond }) => 1000 / perSecond),
    cost(`${kind}: CPU ms`, kind, ({ appCpuMs, postgresCpuMs }) => appCpuMs + postgresCpuMs),
    // A page that changes for the first time since a checkpoint is logged as a whole.
    ...(WRITES.has(kind) ? [cost(`${kind}: log kB`, kind, ({ walBytes }) => walBytes / 1000)] : []),
  ]);
}

/** Closes yesterday, which the application proves and seals then: the day that follows begins as every day does. */
async function closeYesterday(databases: Databases, url: string): Promise<Close> {
  note('closing yesterday');
  const { peakMib: most } = await databases.using(url, async (db) => {
    // Between these two steps the books are wrong, since loans late on the earlier dates are not assessed. The application
    // would prove them, to seal the dates; it is another instance's turn.
    await db.query('SELECT pg_advisory_lock(2100, 2)');
    await closeTheDaysBefore(db);
    return cli(url, ['day-close', '--date', dateDaysAgo(1), '--json']);
  });
  const seconds = await databases.using(url, secondsInside);
  note('sealing it');
  await databases.using(url, (db) =>
    until(db, `SELECT FROM seals WHERE business_date = '${dateDaysAgo(1)}'`, 1),
  );
  return { seconds, peakMib: most };
}

function told(
  { costs, ofMany, areNew }: { costs: readonly Cost[]; ofMany: readonly Cost[]; areNew: boolean },
  postgres: Postgres,
  { sizes }: Options,
): string {
  const named = (loans: number) => `${loans.toLocaleString('en')} loans`;
  const ratio = ({ of }: Cost) => {
    const values = [...of.values()];
    return (values.at(-1) ?? 0) / (values[0] ?? 1);
  };
  const listed = (list: readonly Cost[]) =>
    list.map((cost) => ({
      what: cost.what,
      ...Object.fromEntries([...cost.of].map(([loans, value]) => [named(loans), value])),
      largestToSmallest: ratio(cost),
    }));
  writeFigures(
    'sizes',
    {
      banks: areNew ? 'new' : 'kept from an earlier run',
      costs: listed(costs),
      ofTwentyThousandCustomers: listed(ofMany),
      postgres: postgres.version,
    },
    PLOT,
  );
  const shown = (cost: Cost) => [
    cost.what,
    ...sizes.map((loans) => cost.of.get(loans)?.toFixed(2) ?? '-'),
    ratio(cost).toFixed(2),
  ];
  return [costs, ofMany]
    .map((list) => table(['', ...sizes.map(named), 'largest to smallest'], list.map(shown)))
    .join('\n\n');
}

function note(text: string): void {
  console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);
}
