import { parseArgs } from 'node:util';

/** What one invocation measures. */
export interface Options {
  cells: readonly string[];
  providers: readonly number[];
  /** For every cell; null: as many as each cell's target is about. */
  clients: readonly number[] | null;
  /** The servers that take turns: this checkout's first. */
  servers: readonly ServerName[];
  /** The checkout that this one is compared with. */
  against: string | null;
  /** So many loans are stored for `grown`. */
  grownLoans: number | null;
  heatSeconds: number;
  seconds: number;
  warmUpSeconds: number;
  runs: number;
  /** How often a disturbed measurement is repeated. */
  repeats: number;
  /** Loans stored before loan and payment cells, and before list and detail. */
  storedLoans: number;
  readLoans: number;
  profile: boolean;
  /** Whether docs/performance.md shows it. */
  publish: boolean;
  command: (typeof COMMANDS)[number];
  /** So many active loans to close a day over or to report on, or waiting loans to fund. */
  manyLoans: number;
  /** Banks with so many loans, the smallest first. */
  sizes: readonly number[];
  /** The directory of a server that stays, with the banks of `sizes`; those that it has are not seeded again. */
  keep: string | null;
}

const COMMANDS = [
  'cells',
  'policies',
  'day-close',
  'queue',
  'gateway',
  'events',
  'bank',
  'reports',
  'portal',
  'proof',
  'sizes',
  'schedule',
  'shards',
  'page',
] as const;

/** Who is measured: this checkout, another one, this one on many loans, and what it is compared with. */
export type ServerName = 'ours' | 'against' | 'grown' | 'floor' | 'bare';

/** Commands that need no more loans. */
const TEN_THOUSAND: readonly Options['command'][] = ['queue', 'portal'];
const BESIDE = ['floor', 'bare'] as const;

export const CELLS = ['loans', 'hot', 'payments', 'list', 'detail'] as const;

const HELP = `npm run bench -- [policies | day-close | queue | gateway | events | bank | reports | portal | proof | sizes | schedule | shards | page] [options]
  policies                                 instead of the cells: loan requests under each allocation policy
  day-close                                instead of the cells: the close of one business date
  queue                                    instead of the cells: one deposit for a queue of waiting loans
  gateway                                  instead of the cells: payments through the sandbox gateway, and directly
  events                                   instead of the cells: commands that endpoints are told of, and letters
  bank                                     instead of the cells: a statement of 10,000 lines, and the reconciliation
  reports                                  instead of the cells: each report of staff over all loans
  portal                                   instead of the cells: each page in a browser, and a clerk's morning
  proof                                    instead of the cells: both kinds of proof, and lending beside one
  sizes                                    instead of the cells: what each thing costs in banks of several sizes
  schedule                                 instead of the cells: the time of 360 instalments
  shards                                   instead of the cells: a simulation of lending on many shards (docs/scale.md)
  page                                     only writes docs/performance.md from what was published
  --loans 1000000                          day-close: over so many active loans, 2 % of them overdue;
                                           queue: so many loans wait (10000);
                                           bank: the reconciliation over so many transfers;
                                           reports: over so many loans, 2 % of them late;
                                           portal: with so many loans (10000);
                                           proof: over so many loans, half of them with a payment
  --sizes 10000,1000000,10000000           sizes: banks with so many loans, the smallest first
  --keep ../banks                          sizes: in a directory that stays, where a second run finds the banks
  --cells loans,hot,payments,list,detail   which cells
  --providers 10,1000,100000               loan cells: so many providers
  --clients 1,8,32                         connections of every cell (32; 1,000 providers also 8 and 1)
  --against ../other                       the same cells of another checkout in between, and the ratios
  --grown 1000000                          the same cells on a bank with so many loans in between, and the ratios
  --beside floor,bare                      what else takes turns (both; none with --against or --grown)
  --heat 20                                seconds of work before a server is measured, for each number of clients
  --seconds 4                              length of one measurement
  --runs 3                                 the table shows medians over so many runs
  --repeats 2                              how often a measurement that others disturbed is repeated
  --quick                                  1 run of 2 s with fewer providers and rows: shows that it works
  --publish                                the results, to bench/published/ and docs/performance.md
  --profile                                one run; per cell the app's CPU by package and function, and
                                           PostgreSQL's time by statement (the figures suffer a little)`;

export function readOptions(): Options {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      loans: { type: 'string' },
      sizes: { type: 'string', default: '10000,1000000,10000000' },
      keep: { type: 'string' },
      cells: { type: 'string', default: CELLS.join(',') },
      providers: { type: 'string' },
      clients: { type: 'string' },
      against: { type: 'string' },
      grown: { type: 'string' },
      beside: { type: 'string' },
      heat: { type: 'string' },
      seconds: { type: 'string' },
      runs: { type: 'string' },
      repeats: { type: 'string', default: '2' },
      quick: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      publish: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const { quick, profile, publish } = values;
  const cells = values.cells.split(',');
  assertKnown('cells', cells, CELLS);
  const { against, grown } = values;
  const isAlone = profile || against !== undefined || grown !== undefined || positionals.length > 0;
  const beside = values.beside?.split(',') ?? (isAlone ? [] : BESIDE);
  assertKnown('beside', beside, BESIDE);
  const [command = 'cells', ...more] = positionals;
  if (publish && against !== undefined) throw new Error('what --against finds is not published');
  if (!isCommand(command) || more.length > 0) {
    throw new Error(`unknown: ${positionals.join(' ')}. The commands are ${COMMANDS.slice(1).join(', ')}.`);
  }
  return {
    command,
    manyLoans: number('loans', values.loans ?? (TEN_THOUSAND.includes(command) ? '10000' : '1000000')),
    sizes: numbers('sizes', values.sizes),
    keep: values.keep ?? null,
    cells,
    providers: numbers('providers', values.providers ?? (quick ? '10,1000' : '10,1000,100000')),
    clients: values.clients === undefined ? null : numbers('clients', values.clients),
    servers: [
      'ours',
      ...(against === undefined ? [] : ['against' as const]),
      ...(grown === undefined ? [] : ['grown' as const]),
      ...(beside as ServerName[]),
    ],
    against: against ?? null,
    grownLoans: grown === undefined ? null : number('grown', grown),
    heatSeconds: number('heat', values.heat ?? (quick ? '2' : '20')),
    seconds: number('seconds', values.seconds ?? (quick ? '2' : '4')),
    warmUpSeconds: quick ? 1 : 2,
    repeats: number('repeats', values.repeats, 0),
    runs: profile ? 1 : number('runs', values.runs ?? (quick ? '1' : '3')),
    storedLoans: quick ? 5_000 : 20_000,
    readLoans: quick ? 20_000 : 100_000,
    profile,
    publish,
  };
}

function assertKnown(name: string, given: readonly string[], known: readonly string[]): void {
  const unknown = given.filter((each) => !known.includes(each));
  if (unknown.length > 0)
    throw new Error(`--${name}: unknown ${unknown.join(', ')}. Known: ${known.join(', ')}`);
}

function isCommand(text: string): text is Options['command'] {
  return (COMMANDS as readonly string[]).includes(text);
}

function numbers(name: string, text: string): number[] {
  return text.split(',').map((part) => number(name, part));
}

function number(name: string, text: string, least = 1): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new Error(`--${name}: "${text}" is not a whole number from ${String(least)}`);
}
