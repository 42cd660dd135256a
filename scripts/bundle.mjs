// Packs what `nest build` wrote into dist/app, for `npm start` and `npm run cli`: to load some 1,900 modules one by one
// takes longer than all else that a start does. dist/src stays, for migrations and for tools. The chunks are CommonJS, whose
// compiled code can be kept (load-bundle.mjs).
import { spawnSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { parseAst } from 'rolldown/parseAst';

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

/** How TypeORM keeps a compiler of its own from making a `require` of it. */
const HIDDEN_IMPORT = 'Function("return filePath => import(filePath)")()';

/** A module that has moved still finds the files beside its old place. */
const fromItsPlace = {
  name: 'from-its-place',
  transform(code, id) {
    if (code.includes(HIDDEN_IMPORT)) return code.replace(HIDDEN_IMPORT, '((filePath) => import(filePath))');
    if (!code.includes('import.meta.')) return null;
    const place = JSON.stringify(relative(outDir, id).replaceAll(sep, '/'));
    return (
      code
        // A package that is loaded past the bundle would be there twice, each with a part of the decorators' metadata.
        .replace(/^const require = createRequire\(import\.meta\.url\);$/m, '')
        .replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`)
        // Asked whether a package is installed.
        .replaceAll('import.meta.resolve(', 'require.resolve(')
    );
  },
};

/** `import()` of what is not in the bundle goes by the loader. */
const importsByLoader = {
  name: 'imports-by-loader',
  renderChunk(code) {
    const places = [];
    const look = (node) => {
      if (node === null || typeof node !== 'object') return;
      if (node.type === 'ImportExpression') places.push(node.start);
      for (const part of Array.isArray(node) ? node : Object.values(node)) look(part);
    };
    if (!code.includes('import(')) return null;
    look(parseAst(code));
    let [result, end] = ['', code.length];
    for (const place of places.sort((a, b) => b - a)) {
      result = `__import${code.slice(place + 'import'.length, end)}${result}`;
      end = place;
    }
    return code.slice(0, end) + result;
  },
};

// serve: for tests, which start many applications in one process.
const ENTRIES = { main: '', serve: 'export const { serve } = ', cli: '' };

await build({
  input: Object.fromEntries(Object.keys(ENTRIES).map((name) => [name, `dist/src/${name}.js`])),
  cwd: root,
  platform: 'node',
  external,
  plugins: [fromItsPlace, importsByLoader],
  logLevel: 'warn',
  onLog(_level, log) {
    throw new Error(log.message);
  },
  output: {
    dir: outDir,
    cleanDir: true,
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    // Nest and Swagger go by the names of classes.
    keepNames: true,
  },
});

copyFileSync(new URL('load-bundle.mjs', import.meta.url), join(outDir, 'load-bundle.mjs'));
for (const [name, exported] of Object.entries(ENTRIES)) {
  const entry = `import { load } from './load-bundle.mjs';\n${exported}load('${name}.cjs');\n`;
  writeFileSync(join(outDir, `${name}.js`), entry);
}

// A command that loads all of the application and needs no database.
const { status } = spawnSync(process.execPath, [join(outDir, 'cli.js'), 'openapi'], {
  env: { ...process.env, NODE_OPTIONS: '', KEEP_COMPILED_CODE: 'true' },
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (status !== 0) throw new Error('the code of the bundle could not be compiled ahead');
