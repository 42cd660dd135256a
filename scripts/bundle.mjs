// Packs what `nest build` wrote into dist/app, for `npm start` and `npm run cli`: to load some 1,900 modules one by one
// takes longer than all else that a start does. dist/src stays, for migrations and for tools.
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
const outDir = fileURLToPath(new URL('../dist/app', import.meta.url));

/** Loaded from node_modules as ever. */
const external = [
  // Binaries, and files that are served.
  /^@node-rs\//,
  /^swagger-ui-dist\//,
  // TypeORM asks for it by a name that no bundler sees, and has to get the one that the platform has.
  'pg',
  // Asked for, but not installed; and for the files that TypeORM's own command line writes.
  /^@nestjs\/(microservices|websockets|platform-express)/,
  /^@fastify\/(multipart|view)$/,
  'prettier',
  'typescript',
];

/** A module that has moved still finds the files beside its old place. */
const fromItsPlace = {
  name: 'from-its-place',
  transform(code, id) {
    if (!code.includes('import.meta.url')) return null;
    const place = JSON.stringify(relative(outDir, id).replaceAll(sep, '/'));
    return (
      code
        // A package that is loaded past the bundle would be there twice, each with a part of the decorators' metadata.
        .replace(/^const require = createRequire\(import\.meta\.url\);$/m, '')
        .replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`)
    );
  },
};

await build({
  // serve.js: for tests, which start many applications in one process.
  input: { main: 'dist/src/main.js', serve: 'dist/src/serve.js', cli: 'dist/src/cli.js' },
  cwd: root,
  platform: 'node',
  external,
  plugins: [fromItsPlace],
  logLevel: 'warn',
  onLog(_level, log) {
    throw new Error(log.message);
  },
  // Nest and Swagger go by the names of classes.
  output: { dir: outDir, cleanDir: true, keepNames: true },
});
