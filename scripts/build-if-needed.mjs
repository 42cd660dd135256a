// Builds when the build is missing or older than a source, so that `npm start` needs no step before it.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The application first: without it nothing starts. */
const parts = [
  {
    entry: 'dist/src/main.js',
    tool: 'node_modules/@nestjs/cli/bin/nest.js',
    cwd: '.',
    sources: [
      'src',
      'migrations',
      'ormconfig.ts',
      'nest-cli.json',
      'package.json',
      'tsconfig.json',
      'tsconfig.build.json',
    ],
  },
  {
    entry: 'console/dist/index.html',
    tool: 'node_modules/vite/bin/vite.js',
    cwd: 'console',
    sources: [
      'console/src',
      'console/public',
      'console/index.html',
      'console/package.json',
      'console/vite.config.ts',
    ],
  },
];

/** The last change in milliseconds; a directory changes when something in it is added or removed. */
function changedAt(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return path.endsWith('.spec.ts') ? 0 : stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

for (const part of parts) {
  const [entry, tool] = [join(root, part.entry), join(root, part.tool)];
  const builtAt = existsSync(entry) ? statSync(entry).mtimeMs : 0;
  if (part.sources.every((source) => changedAt(join(root, source)) <= builtAt)) continue;
  if (!existsSync(tool)) {
    process.stderr.write('The packages are not installed. Run `npm ci` first.\n');
    process.exit(1);
  }
  process.stderr.write(
    `Building ${part.entry.startsWith('console') ? 'the console' : 'the application'} …\n`,
  );
  const { status } = spawnSync(process.execPath, [tool, 'build'], {
    cwd: join(root, part.cwd),
    stdio: ['ignore', 2, 2],
  });
  if (status === 0) continue;
  // The compiler also writes what has errors; without its entry it is not taken for a build.
  rmSync(entry, { force: true });
  process.exit(status ?? 1);
}
