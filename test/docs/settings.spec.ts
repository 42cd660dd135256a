import { expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { readText, rowsBelow } from './texts.js';

/** Every variable that the application reads. */
function readVariables(): string[] {
  const names = new Set<string>();
  readConfig(
    new Proxy<NodeJS.ProcessEnv>(
      {},
      {
        get(_, name) {
          names.add(String(name));
          return undefined;
        },
      },
    ),
  );
  return [...names].sort();
}

it('every setting is in docs/settings.md and in .env.example, and none else', () => {
  const read = readVariables();
  expect(read.length).toBeGreaterThan(20);
  const described = rowsBelow(readText('docs/settings.md').replace('# Settings', '## Settings'), 'Settings');
  expect(described.map(([name = '']) => name.replaceAll('`', '')).sort()).toEqual(read);
  const examples = [...readText('.env.example').matchAll(/^([A-Z_0-9]+)=/gm)].map(([, name]) => name);
  expect(examples.sort()).toEqual(read);
});
