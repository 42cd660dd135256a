import { Random } from '../../src/demo/random.js';

export const INSTANCES = 3;

/** What may go wrong, and how often one is drawn against the others. */
const FAULTS = {
  'kill an instance': 3,
  'stop an instance': 2,
  'freeze an instance': 2,
  'kill PostgreSQL': 2,
  'kill a backend': 1,
  'stop PostgreSQL': 2,
  'freeze PostgreSQL': 2,
  'cut the connections': 2,
  'cut the answer to COMMIT': 2,
  'black-hole the connections': 3,
  'black-hole the answer to COMMIT': 3,
  'delay what is sent': 2,
  'half-close the connections': 2,
} as const;
export type FaultKind = keyof typeof FAULTS;

export interface Fault {
  kind: FaultKind;
  /** Which instance it befalls, or whose connections to the database. */
  instance: number;
  /** How long it lasts. */
  ms: number;
  /** How wrong the machine's clock is of the instance that starts after it. */
  clockOffsetMs: number;
  /** A number for what else is to be chosen. */
  chance: number;
}

export interface Round {
  faults: Fault[];
  /** So many days the business date moves on while that goes on. */
  days: number;
}

const HALF_AN_HOUR_MS = 1_800_000;
const KINDS = Object.entries(FAULTS).flatMap(([kind, weight]) =>
  Array<FaultKind>(weight).fill(kind as FaultKind),
);

/** An hour apart at most: half an hour too early, half an hour too late. */
export const clockOffset = (random: Random) => random.between(-HALF_AN_HOUR_MS, HALF_AN_HOUR_MS);

/** The same rounds for the same seed. Each kind comes once before any comes again. */
export function planRounds(seed: number, count: number): Round[] {
  const random = new Random(seed);
  let ahead = shuffled(Object.keys(FAULTS) as FaultKind[], random);
  const draw = () => {
    if (ahead.length === 0) ahead = shuffled(KINDS, random);
    return ahead.pop() as FaultKind;
  };
  const drawFault = (instance: number): Fault => ({
    kind: draw(),
    instance,
    ms: random.between(200, 4000),
    clockOffsetMs: clockOffset(random),
    chance: random.between(0, 1_000_000),
  });
  return Array.from({ length: count }, () => {
    const first = drawFault(random.between(0, INSTANCES - 1));
    const faults = [first];
    if (random.chance(30)) {
      const second = drawFault((first.instance + 1) % INSTANCES);
      // There is one PostgreSQL, which fails in one way at a time.
      if (isOfPostgres(first) && isOfPostgres(second)) ahead.push(second.kind);
      else faults.push(second);
    }
    return { faults, days: random.between(0, 8) };
  });
}

const isOfPostgres = ({ kind }: Fault) => /PostgreSQL|backend/.test(kind);

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const left = [...items];
  return items.map(() => left.splice(random.between(0, left.length - 1), 1)[0] as T);
}
