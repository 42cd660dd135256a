import { describe, expect, it } from '@jest/globals';
import { startCli } from '../support/cli.js';
import { EXAMPLES } from './lending-examples.js';
import { readText, textsOf } from './texts.js';

const DOCUMENT = readText('docs/lending-rules.md');
const RULES = [...DOCUMENT.matchAll(/^\*\*Rule (\d+)\./gm)].map(([, number]) => Number(number));
/** As in "rule 7", "rules 9-12, 14 and 16". */
const CITATION = /\brules? (\d+(?:-\d+)?(?:(?:, | and |, and )\d+(?:-\d+)?)*)/gi;
const COMMAND =
  /```sh\nnpm run --silent cli -- schedule --table <<< '([^']+)'\n```\n\n```text\n([^`]*)\n```/g;

function citedIn(text: string): number[] {
  return [...text.matchAll(CITATION)].flatMap(([, numbers = '']) =>
    numbers.split(/, and |, | and /).flatMap((one) => {
      const [from, to] = one.split('-').map(Number) as [number, number?];
      return Array.from({ length: (to ?? from) - from + 1 }, (_, index) => from + index);
    }),
  );
}

describe('the lending rules', () => {
  it('are numbered without a gap', () => {
    expect(RULES).toEqual(RULES.map((_, index) => index + 1));
    expect(RULES.length).toBeGreaterThanOrEqual(20);
  });

  it('have every number that a comment or a document cites', () => {
    const cited = textsOf(['src', 'test', 'docs', 'bench', 'console/src', 'migrations']).flatMap(
      ({ path, text }) => citedIn(text).map((rule) => ({ path, rule })),
    );
    expect(cited.length).toBeGreaterThan(60);
    expect(cited.filter(({ rule }) => !RULES.includes(rule))).toEqual([]);
  });

  it('print in their examples what the command prints', async () => {
    const examples = [...DOCUMENT.matchAll(COMMAND)];
    expect(examples).toHaveLength(2);
    for (const [, input, printed] of examples) {
      const { out } = await startCli('', 'schedule --table', { input }).ended;
      expect(out.split('\n').slice(1).join('\n').trimEnd()).toBe(printed);
    }
  });

  it.each(Object.entries(EXAMPLES))('show what the code computes: %s', (name, example) => {
    const shown = new RegExp(`\`\`\`text example=${name}\n([^\`]*)\n\`\`\``).exec(DOCUMENT)?.[1];
    expect(shown).toBe(example());
  });
});
