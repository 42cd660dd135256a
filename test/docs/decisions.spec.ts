import { describe, expect, it } from '@jest/globals';
import { readText, textsOf } from './texts.js';

const LINE = /^\| \[(\d+)\]\(([^)]+)\)\s+\| (.+?)\s+\| (\w+)\s+\| (\d{4}-\d{2}-\d{2})/gm;

describe('the decisions', () => {
  it('are all in the index, by number, title, status and date', () => {
    const listed = [...readText('docs/adr/README.md').matchAll(LINE)].map((line) => line.slice(1));
    const written = textsOf(['docs/adr'])
      .filter(({ path }) => !path.endsWith('README.md'))
      .map(({ path, text }) => {
        const [, number, title, status = '', date] =
          /^# (\d+)\. (.+)\n\n_(\w+), (\d{4}-\d{2}-\d{2})\./.exec(text) ?? [];
        return [number, path.split('/').at(-1), title, status.toLowerCase(), date];
      })
      .sort(([a], [b]) => Number(a) - Number(b));
    expect(written.length).toBeGreaterThanOrEqual(18);
    expect(listed).toEqual(written);
    expect(written.map(([number]) => Number(number))).toEqual(written.map((_, index) => index + 1));
  });
});
