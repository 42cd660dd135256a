// Builds when the build is missing or older than a source, so that `npm start` needs no step before it.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const entry = join(root, 'dist/src/main.js');
const nest = join(root, 'node_modules/@nestjs/cli/bin/nest.js');
const sources = [
  'src',
  'migrations',
  'ormconfig.ts',
  'nest-cli.json',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

/** The last change in milliseconds; a directory changes when something in it is added or removed. */
function changedAt(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return path.endsWith('.spec.ts') ? 0 : stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

const builtAt = existsSync(entry) ? statSync(entry).mtimeMs : 0;
if (sources.some((source) => changedAt(join(root, source)) > builtAt)) {
  if (!existsSync(nest)) {
    process.stderr.write('The packages are not installed. Run `npm ci` first.\n');
    process.exit(1);
  }
  process.stderr.write('Building …\n');
  const { status } = spawnSync(process.execPath, [nest, 'build'], { cwd: root, stdio: ['ignore', 2, 2] });
  // The compiler also writes what has errors; without its entry it is not taken for a build.
  if (status !== 0) rmSync(entry, { force: true });
  process.exit(status ?? 1);
}
