import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { creditScore, type ScoreFacts } from '../lending/credit-score.js';

const text = readFileSync(fileURLToPath(new URL('../../docs/credit-score.md', import.meta.url)), 'utf8');

/** Rows of the table below a heading, cell by cell. */
const rowsOf = (heading: string) =>
  (text.split(`## ${heading}`)[1]?.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => /^\| [`*]/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim().replace(/[`*]/g, '')));

describe('docs/credit-score.md', () => {
  const [, json = ''] = /```json facts\n(.*?)```/s.exec(text) ?? [];
  const facts = JSON.parse(json, (key, value: unknown) =>
    key.startsWith('principal') ? BigInt(value as string) : value,
  ) as ScoreFacts;
  const { score, contributions, changesOn } = creditScore(facts, '2026-11-23');

  it('has a worked example with the right figures', () => {
    const shown = rowsOf('A worked example').map(([, name, , points]) => [name, Number(points)]);
    expect(shown).toEqual([...contributions.map(({ name, points }) => [name, points]), ['score', score]]);
    expect(text).toContain(`the score changes on ${String(changesOn)}`);
  });

  it('explains every contribution, in their order', () => {
    const explained = rowsOf('What makes it up').map(([, name]) => name);
    expect(explained).toEqual([...contributions.map(({ name }) => name), 'limit']);
  });
});
