import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LOADER = fileURLToPath(new URL('../../scripts/load-bundle.mjs', import.meta.url));
const BUNDLE = fileURLToPath(new URL('../../dist/app/', import.meta.url));

/** A chunk as long as one has to be whose code is kept. */
const chunk = (word: string) => `exports.say = () => '${word}';\n// ${'x'.repeat(20_000)}`;
const digestOf = (source: string) => createHash('sha1').update(source).digest();

describe('the compiled code of the bundle', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lmp-code-'));
    await copyFile(LOADER, join(folder, 'load-bundle.mjs'));
    await writeFile(
      join(folder, 'main.mjs'),
      "import { load } from './load-bundle.mjs';\nprocess.stdout.write(load('a.cjs').say());\n",
    );
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const source = (word: string) => writeFile(join(folder, 'a.cjs'), chunk(word));
  const run = (env: Record<string, string> = {}) =>
    execFileSync(process.execPath, [join(folder, 'main.mjs')], { env, encoding: 'utf8' });
  const codeFile = () => join(folder, 'a.cjs.code');
  /** What is kept of a chunk, without the digest of its source. */
  const codeOf = async (word: string) => {
    await source(word);
    expect(run({ KEEP_COMPILED_CODE: 'true' })).toBe(word);
    return (await readFile(codeFile())).subarray(digestOf('').length);
  };

  it('is there for the chunks that each start loads', async () => {
    const names = await readdir(BUNDLE);
    const kept = names.filter((name) => name.endsWith('.code'));
    expect(kept.length).toBeGreaterThan(20);
    for (const name of kept) {
      const digest = digestOf(await readFile(join(BUNDLE, name.replace(/\.code$/, '')), 'utf8'));
      expect((await readFile(join(BUNDLE, name))).subarray(0, digest.length)).toEqual(digest);
    }
  });

  it('is what runs, and is made of no other source of the same length', async () => {
    const two = await codeOf('two');
    await source('one');
    expect(run()).toBe('one');
    // V8 itself would take it.
    await writeFile(codeFile(), Buffer.concat([digestOf(chunk('one')), two]));
    expect(run()).toBe('two');
  });

  it('is left where it is missing, damaged or of another V8', async () => {
    const code = await codeOf('one');
    const digest = digestOf(chunk('one'));
    const ofAnother = Buffer.from(code);
    ofAnother.writeUInt32LE(ofAnother.readUInt32LE(4) ^ 1, 4);
    for (const wrong of [code.subarray(0, 100), ofAnother]) {
      await writeFile(codeFile(), Buffer.concat([digest, wrong]));
      expect(run()).toBe('one');
    }
    await writeFile(codeFile(), digest.subarray(0, 7));
    expect(run()).toBe('one');
    await rm(codeFile());
    expect(run()).toBe('one');
  });

  it('needs a build: no start writes any', async () => {
    await source('one');
    expect(run()).toBe('one');
    expect(await readdir(folder)).not.toContain('a.cjs.code');
  });
});
