import { describe, expect, it } from '@jest/globals';
import { shardsRows, simulateShards, withoutEscrows } from '../../bench/shards.js';
import { readText, rowsBelow } from './texts.js';

const document = readText('docs/scale.md');
const BANK = {
  shards: 8,
  providers: 20,
  loansWorth: 4400,
  turnover: 0,
  roundsOut: 5,
  rounds: 12,
  workPerRound: 100,
};

describe('the simulation of lending on many shards', () => {
  it('gives the figures of docs/scale.md', () => {
    expect(rowsBelow(document, 'Lenders on many shards')).toEqual(shardsRows());
  });

  it('keeps every unit of money, whatever the seed, and however scarce it is', () => {
    for (const seed of [1, 2, 3]) {
      for (const loansWorth of [1, 399, 4000, 4400]) {
        const { money } = simulateShards({ ...BANK, loansWorth, turnover: 300, seed });
        // What cannot be divided among the providers is not endowed.
        const each = (BigInt(loansWorth) * 100_000n) / 20n;
        expect(money).toBe(each * 20n);
      }
    }
  });

  it('lends nothing that is not there', () => {
    const poor = simulateShards({ ...BANK, loansWorth: 8, seed: 5 });
    expect(poor.refused).toBeGreaterThan(0);
    // Eight average loans are out for five rounds: some 1.6 a round.
    expect(poor.loansPerRound).toBeLessThan(4);
  });

  it('moves money only when a shard runs short of it', () => {
    const rich = simulateShards({ ...BANK, loansWorth: 40_000, seed: 7 });
    expect(rich).toMatchObject({ loansPerRound: 800, movesPer1000Loans: 0, refused: 0 });
    const scarce = simulateShards({ ...BANK, loansWorth: 4040, seed: 7 });
    expect(scarce.movesPer1000Loans).toBeGreaterThan(0);
    expect(scarce.loansPerRound).toBeLessThan(800);
  });

  it('gives the same for the same seed, and something else for another', () => {
    const of = (seed: number) => simulateShards({ ...BANK, loansWorth: 4040, seed });
    expect(of(16)).toEqual(of(16));
    expect(of(16)).not.toEqual(of(17));
  });

  it('says what a loan on all shards of its providers would cost', () => {
    expect(withoutEscrows(1, 3)).toBe(1);
    expect(withoutEscrows(2, 3)).toBe(0.8);
    expect(withoutEscrows(32, 0)).toBe(32);
  });
});

describe('the table of statements', () => {
  const rows = rowsBelow(document, 'What the platform asks of a database');

  it('has a source for every cell that claims something', () => {
    expect(rows.length).toBeGreaterThan(20);
    const sources = new Set([...document.matchAll(/\[([A-Z]\d)\]\(https:/g)].map(([, name]) => name));
    for (const [what = '', , ...cells] of rows) {
      expect([what, cells.length]).toEqual([what, 4]);
      for (const cell of cells.filter((text) => text !== '-')) {
        const cited = [...cell.matchAll(/\[([A-Z]\d)\]/g)].map(([, name]) => name);
        if (/^not found( across nodes)?$/.test(cell)) continue;
        expect([what, cell, cited.length > 0]).toEqual([what, cell, true]);
        for (const name of cited) expect([cell, name, sources.has(name)]).toEqual([cell, name, true]);
      }
    }
  });
});
