// Builds when the build is missing or older than a source, so that `npm start` needs no step before it.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Each after what it is made of. */
const parts = [
  {
    name: 'application',
    entry: 'dist/src/main.js',
    tool: 'node_modules/@nestjs/cli/bin/nest.js',
    args: ['build'],
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
    name: 'bundle',
    entry: 'dist/app/main.js',
    tool: 'scripts/bundle.mjs',
    needs: 'node_modules/rolldown',
    args: [],
    cwd: '.',
    sources: ['dist/src', 'scripts/bundle.mjs', 'scripts/load-bundle.mjs'],
  },
  {
    name: 'console',
    entry: 'console/dist/index.html',
    tool: 'node_modules/vite/bin/vite.js',
    args: ['build'],
    cwd: 'console',
    sources: [
      'console/src',
      'console/public',
      'console/index.html',
      'console/package.json',
      'console/vite.config.ts',
      'web',
    ],
  },
  {
    name: 'portal',
    entry: 'portal/dist/index.html',
    tool: 'node_modules/vite/bin/vite.js',
    args: ['build'],
    cwd: 'portal',
    sources: [
      'portal/src',
      'portal/public',
      'portal/index.html',
      'portal/package.json',
      'portal/vite.config.ts',
      'web',
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

// An image has the build and no sources.
const isImage = !existsSync(join(root, 'src'));
if (isImage && !existsSync(join(root, 'dist/app/main.js'))) {
  process.stderr.write('There are neither sources nor a build here.\n');
  process.exit(1);
}

for (const part of isImage ? [] : parts) {
  const [entry, tool] = [join(root, part.entry), join(root, part.tool)];
  const builtAt = existsSync(entry) ? statSync(entry).mtimeMs : 0;
  if (part.sources.every((source) => changedAt(join(root, source)) <= builtAt)) continue;
  if (!existsSync(join(root, part.needs ?? part.tool))) {
    process.stderr.write(
      existsSync(join(root, 'node_modules/fastify'))
        ? `The ${part.name} has no build of these sources, and what builds it is not installed: \`npm ci\` left it out ` +
            '(--omit=dev or NODE_ENV=production).\nRun `npm ci --include=dev && npm run build`; after that ' +
            '`npm prune --omit=dev` may take the tools away again.\n'
        : 'The packages are not installed. Run `npm ci --include=dev` first.\n',
    );
    process.exit(1);
  }
  process.stderr.write(`Building the ${part.name} …\n`);
  const began = new Date();
  const { status } = spawnSync(process.execPath, [tool, ...part.args], {
    cwd: join(root, part.cwd),
    stdio: ['ignore', 2, 2],
  });
  if (status === 0) {
    // A source that changes while it is built is newer than its build.
    utimesSync(entry, began, began);
    continue;
  }
  // The compiler also writes what has errors; without its entry it is not taken for a build.
  rmSync(entry, { force: true });
  process.exit(status ?? 1);
}
