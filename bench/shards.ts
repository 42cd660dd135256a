/**
 * A simulation of lending on many shards (docs/scale.md): each provider keeps an escrow on every shard, so a loan takes
 * money on its own shard only; a shard that runs short gets money from the shard that has most. It counts work instead
 * of measuring time, so that the same seed gives the same figures everywhere.
 */
export interface ShardsAsked {
  shards: number;
  providers: number;
  /** All money of all providers, in average loans. */
  loansWorth: number;
  /** How many rounds a loan is out before its principal comes back, to the escrows it came from. */
  roundsOut: number;
  rounds: number;
  /** What one shard can do in a round: a loan costs one of it, a move of money one on each of its two shards. */
  workPerRound: number;
  /** In each round so much of the free money (in thousandths) leaves all shards and comes to the first: lenders come and go. */
  turnover: number;
  seed: number;
}

export interface ShardsResult {
  shards: number;
  /** Of all rounds after the first loans came back. */
  loansPerRound: number;
  movesPer1000Loans: number;
  /** Loans asked for that all shards together could not fund. */
  refused: number;
  /** Minor units; the same before and after every round, or the simulation throws. */
  money: bigint;
}

/** Minor units: from 100.00 to 1,900.00, so 1,000.00 on average. */
const LEAST = 10_000;
const MOST = 190_000;
const AVERAGE = 100_000n;

interface Part {
  provider: number;
  amount: bigint;
}

/** What one shard holds. */
class Shard {
  /** The escrow of each provider. */
  readonly escrows: bigint[];
  free = 0n;
  /** Loans by the round in which they are paid back. */
  private readonly out = new Map<number, Part[][]>();
  lent = 0n;
  work = 0;
  /** Where the search for money begins: no provider is asked first for ever. */
  private turn = 0;

  constructor(providers: number) {
    this.escrows = Array.from({ length: providers }, () => 0n);
  }

  add(provider: number, amount: bigint): void {
    this.escrows[provider] = (this.escrows[provider] ?? 0n) + amount;
    this.free += amount;
  }

  /** Takes an amount that is there, from one escrow after the other. */
  take(amount: bigint): Part[] {
    const parts: Part[] = [];
    for (let left = amount; left > 0n; this.turn = (this.turn + 1) % this.escrows.length) {
      const has = this.escrows[this.turn] ?? 0n;
      if (has === 0n) continue;
      const part = has < left ? has : left;
      this.add(this.turn, -part);
      parts.push({ provider: this.turn, amount: part });
      left -= part;
    }
    return parts;
  }

  lend(amount: bigint, backIn: number): void {
    const loans = this.out.get(backIn) ?? [];
    loans.push(this.take(amount));
    this.out.set(backIn, loans);
    this.lent += amount;
  }

  /** What is due in this round comes back to the escrows it came from. */
  payBack(round: number): void {
    for (const { provider, amount } of (this.out.get(round) ?? []).flat()) {
      this.add(provider, amount);
      this.lent -= amount;
    }
    this.out.delete(round);
  }
}

/** Throws when money appeared or vanished. */
export function simulateShards(asked: ShardsAsked): ShardsResult {
  const random = randomOf(asked.seed);
  const shards = Array.from({ length: asked.shards }, () => new Shard(asked.providers));
  const money = endow(shards, asked);
  let [loans, moves, refused] = [0, 0, 0];
  for (let round = 0; round < asked.rounds; round++) {
    for (const shard of shards) {
      shard.work = asked.workPerRound;
      shard.payBack(round);
    }
    turnOver(shards, asked.turnover);
    const counts = round >= asked.roundsOut;
    // A loan's shard is the hash of its customer: any, with the same chance. What is asked for never runs out.
    while (shards.some(({ work }) => work > 0)) {
      const shard = shards[Math.floor(random() * shards.length)] as Shard;
      // It waits in the line of its shard until the next round.
      if (shard.work <= 0) continue;
      const amount = BigInt(LEAST + Math.floor(random() * (MOST - LEAST + 1)));
      if (shard.free < amount) {
        const giver = richest(shards, shard);
        if (!move(giver, shard, amount - shard.free)) {
          // It cost a look.
          shard.work -= 1;
          if (counts) refused += 1;
          continue;
        }
        if (counts) moves += 1;
      }
      shard.lend(amount, round + asked.roundsOut);
      shard.work -= 1;
      if (counts) loans += 1;
    }
    const now = shards.reduce(
      (sum, { escrows, lent }) => sum + lent + escrows.reduce((a, b) => a + b, 0n),
      0n,
    );
    if (now !== money)
      throw new Error(`round ${String(round)}: ${String(now - money)} appeared from nowhere`);
  }
  return {
    shards: asked.shards,
    loansPerRound: loans / (asked.rounds - asked.roundsOut),
    movesPer1000Loans: loans === 0 ? 0 : (1000 * moves) / loans,
    refused,
    money,
  };
}

/** Every provider has as much, and puts as much on each shard; what cannot be divided is on the first ones. */
function endow(shards: readonly Shard[], asked: ShardsAsked): bigint {
  const each = (BigInt(asked.loansWorth) * AVERAGE) / BigInt(asked.providers);
  const part = each / BigInt(shards.length);
  const over = Number(each % BigInt(shards.length));
  for (let provider = 0; provider < asked.providers; provider++) {
    shards.forEach((shard, nr) => {
      shard.add(provider, nr < over ? part + 1n : part);
    });
  }
  return each * BigInt(asked.providers);
}

/** Withdrawals from every shard, and deposits of as much on the first; one command on each shard. */
function turnOver(shards: readonly Shard[], thousandths: number): void {
  if (thousandths === 0) return;
  const [first] = shards as [Shard];
  for (const shard of shards) {
    for (const { provider, amount } of shard.take((shard.free * BigInt(thousandths)) / 1000n)) {
      first.add(provider, amount);
    }
    shard.work -= 1;
  }
}

function richest(shards: readonly Shard[], but: Shard): Shard | null {
  let found: Shard | null = null;
  for (const shard of shards) {
    if (shard !== but && (found === null || shard.free > found.free)) found = shard;
  }
  return found;
}

/**
 * Moves what is missing, and half of the rest of what the giver has more, so that the next loans find money too. Each
 * provider's money moves from its escrow there to its escrow here. One command on each of the two shards; false
 * without enough money.
 */
function move(giver: Shard | null, taker: Shard, missing: bigint): boolean {
  if (giver === null || giver.free < missing) return false;
  const rest = giver.free - missing - (taker.free + missing);
  const amount = rest > 0n ? missing + rest / 2n : missing;
  for (const { provider, amount: part } of giver.take(amount)) taker.add(provider, part);
  giver.work -= 1;
  taker.work -= 1;
  return true;
}

/** Numbers from 0 to 1 that are the same for the same seed (a linear congruential generator). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const WORK = 100;
const ROUNDS_OUT = 5;
const PARTICIPATIONS = 3;
const SHARDS = [1, 2, 4, 8, 16, 32];
/** How much more money there is than is lent on average (per cent), and what turns over (thousandths a round). */
const BANKS = [
  { idle: 20, turnover: 0 },
  { idle: 2, turnover: 0 },
  { idle: 20, turnover: 200 },
];

/**
 * How many times the loans of one shard are done without escrows, when each provider is on one shard: a loan works on
 * its own shard and on the shards of its providers that lie elsewhere.
 */
export function withoutEscrows(shards: number, participations: number): number {
  return shards / (1 + (participations * (shards - 1)) / shards);
}

/** The rows of the table in docs/scale.md. */
export function shardsRows(): string[][] {
  return SHARDS.map((shards) => {
    const cells = BANKS.flatMap(({ idle, turnover }) => {
      const loansWorth = (shards * WORK * ROUNDS_OUT * (100 + idle)) / 100;
      const asked = { shards, providers: 50, loansWorth, turnover, roundsOut: ROUNDS_OUT };
      const result = simulateShards({ ...asked, rounds: 30, workPerRound: WORK, seed: 16 });
      return [(result.loansPerRound / WORK).toFixed(2), result.movesPer1000Loans.toFixed(1)];
    });
    return [String(shards), ...cells, withoutEscrows(shards, PARTICIPATIONS).toFixed(2)];
  });
}

/** For `npm run bench -- shards`. */
export function shardsTable(): string {
  const head = ['shards', '20 % idle', 'moves', '2 % idle', 'moves', 'turnover', 'moves', 'no escrows'];
  return [head, ...shardsRows()].map((row) => row.map((cell) => cell.padStart(12)).join('')).join('\n');
}
