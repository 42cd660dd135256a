import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const SCRIPT = 'scripts/build-if-needed.mjs';
const BUILDER = 'node_modules/@nestjs/cli/bin/nest.js';

describe('the build before a start', () => {
  let root: string;
  const at = (path: string) => join(root, path);
  const write = async (path: string, text: string) => {
    await mkdir(dirname(at(path)), { recursive: true });
    await writeFile(at(path), text);
  };
  const build = async () => (await promisify(execFile)(process.execPath, [at(SCRIPT)])).stderr;

  /** A project whose builder copies its only source, and then does what `while it builds` says. */
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'lmp-build-'));
    await cp(fileURLToPath(new URL(`../../${SCRIPT}`, import.meta.url)), at(SCRIPT), { recursive: true });
    await write('package.json', '{ "type": "module" }');
    await write('src/main.ts', 'first');
    await writeBuilder('');
    for (const [tool, entry] of [
      ['scripts/bundle.mjs', 'dist/app/main.js'],
      ['node_modules/vite/bin/vite.js', 'dist/index.html'],
    ] as const) {
      await write(
        tool,
        `import { mkdirSync, writeFileSync } from 'node:fs';
         import { dirname } from 'node:path';
         mkdirSync(dirname('${entry}'), { recursive: true });
         writeFileSync('${entry}', '');`,
      );
    }
    await mkdir(at('node_modules/rolldown'), { recursive: true });
    await mkdir(at('console/src'), { recursive: true });
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const writeBuilder = (whileItBuilds: string) =>
    write(
      BUILDER,
      `import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
       const source = readFileSync('src/main.ts');
       ${whileItBuilds}
       mkdirSync('dist/src', { recursive: true });
       writeFileSync('dist/src/main.js', source);`,
    );

  it('happens once for the same sources', async () => {
    expect(await build()).toContain('Building the application');
    expect(await build()).toBe('');
    await write('src/other.ts', 'new');
    expect(await build()).toContain('Building the application');
  });

  it('says what to install where that builds it is missing, and whether anything is installed at all', async () => {
    await rm(at(BUILDER));
    await expect(build()).rejects.toThrow(
      'The packages are not installed. Run `npm ci --include=dev` first.',
    );
    await mkdir(at('node_modules/fastify'));
    await expect(build()).rejects.toThrow(
      /The application has no build of these sources, and what builds it is not installed: `npm ci` left it out/,
    );
  });

  it('happens again when a source has changed while it was under way', async () => {
    await writeBuilder("writeFileSync('src/main.ts', 'second');");
    await build();
    expect(await readFile(at('dist/src/main.js'), 'utf8')).toBe('first');
    await writeBuilder('');
    expect(await build()).toContain('Building the application');
    expect(await readFile(at('dist/src/main.js'), 'utf8')).toBe('second');
  });
});
