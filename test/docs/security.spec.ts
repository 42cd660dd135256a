import { describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readText } from './texts.js';

/** The requirements of levels 1 and 2 of ASVS 5.0.0, without chapters 10 and 17, which the document leaves out. */
const REQUIREMENTS = `
1.1.1 1.1.2 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.2.6 1.2.7 1.2.8 1.2.9 1.3.1 1.3.2 1.3.3 1.3.4 1.3.5 1.3.6 1.3.7 1.3.8 1.3.9 1.3.10 1.3.11 1.4.1 1.4.2 1.4.3 1.5.1 1.5.2
2.1.1 2.1.2 2.1.3 2.2.1 2.2.2 2.2.3 2.3.1 2.3.2 2.3.3 2.3.4 2.4.1
3.2.1 3.2.2 3.3.1 3.3.2 3.3.3 3.3.4 3.4.1 3.4.2 3.4.3 3.4.4 3.4.5 3.4.6 3.5.1 3.5.2 3.5.3 3.5.4 3.5.5 3.7.1 3.7.2
4.1.1 4.1.2 4.1.3 4.2.1 4.3.1 4.3.2 4.4.1 4.4.2 4.4.3 4.4.4
5.1.1 5.2.1 5.2.2 5.2.3 5.3.1 5.3.2 5.4.1 5.4.2 5.4.3
6.1.1 6.1.2 6.1.3 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.2.9 6.2.10 6.2.11 6.2.12 6.3.1 6.3.2 6.3.3 6.3.4 6.4.1 6.4.2 6.4.3 6.4.4 6.5.1 6.5.2 6.5.3 6.5.4 6.5.5 6.6.1 6.6.2 6.6.3 6.8.1 6.8.2 6.8.3 6.8.4
7.1.1 7.1.2 7.1.3 7.2.1 7.2.2 7.2.3 7.2.4 7.3.1 7.3.2 7.4.1 7.4.2 7.4.3 7.4.4 7.4.5 7.5.1 7.5.2 7.6.1 7.6.2
8.1.1 8.1.2 8.2.1 8.2.2 8.2.3 8.3.1 8.4.1
9.1.1 9.1.2 9.1.3 9.2.1 9.2.2 9.2.3 9.2.4
11.1.1 11.1.2 11.2.1 11.2.2 11.2.3 11.3.1 11.3.2 11.3.3 11.4.1 11.4.2 11.4.3 11.4.4 11.5.1 11.6.1
12.1.1 12.1.2 12.1.3 12.2.1 12.2.2 12.3.1 12.3.2 12.3.3 12.3.4
13.1.1 13.2.1 13.2.2 13.2.3 13.2.4 13.2.5 13.3.1 13.3.2 13.4.1 13.4.2 13.4.3 13.4.4 13.4.5
14.1.1 14.1.2 14.2.1 14.2.2 14.2.3 14.2.4 14.3.1 14.3.2 14.3.3
15.1.1 15.1.2 15.1.3 15.2.1 15.2.2 15.2.3 15.3.1 15.3.2 15.3.3 15.3.4 15.3.5 15.3.6 15.3.7
16.1.1 16.2.1 16.2.2 16.2.3 16.2.4 16.2.5 16.3.1 16.3.2 16.3.3 16.3.4 16.4.1 16.4.2 16.4.3 16.5.1 16.5.2 16.5.3
`
  .trim()
  .split(/\s+/);

const STATES = ['holds', 'partly', 'untested', 'no', 'operator', 'n/a'];
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const document = readText('docs/security.md');
const rows = document
  .split('\n')
  .filter((line) => /^\| \d+\.\d/.test(line))
  .map((line) => {
    const [ids = '', what = '', state = '', proof = ''] = line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim());
    return { ids: ids.split(', '), what, state, proof };
  });
const testsIn = (proof: string) =>
  [...proof.matchAll(/`((?:src|test)\/[^`]+)`/g)].map(([, path = '']) => path);

describe('the checklist of security', () => {
  it('has a line for every requirement of levels 1 and 2, and none twice', () => {
    expect(rows.flatMap(({ ids }) => ids).sort()).toEqual([...REQUIREMENTS].sort());
  });

  it('names tests that exist', () => {
    const named = rows.flatMap(({ proof }) => testsIn(proof));
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((path) => !path.endsWith('.spec.ts') || !existsSync(ROOT + path))).toEqual([]);
  });

  it('says that nothing holds without a test, and nothing is missing without what', () => {
    for (const { ids, what, state, proof } of rows) {
      expect([ids, STATES]).toEqual([ids, expect.arrayContaining([state])]);
      expect([ids, what]).not.toEqual([ids, '']);
      if (state === 'holds') expect([ids, testsIn(proof).length > 0]).toEqual([ids, true]);
      else expect([ids, proof.replaceAll(/`[^`]+`[,.]?/g, '').trim()]).not.toEqual([ids, '']);
    }
  });

  it('counts what it says', () => {
    for (const state of STATES) {
      const counted = rows.filter((row) => row.state === state).flatMap(({ ids }) => ids).length;
      const [, said] = new RegExp(`^\\| ${state} +\\| (\\d+) +\\|`, 'm').exec(document) ?? [];
      expect([state, Number(said)]).toEqual([state, counted]);
    }
  });
});
