// Goes into dist/app and loads what the bundle consists of. Each chunk may have the code that V8 made of it in a file beside
// it, which spares every start a third of its CPU time (docs/adr/0035-compiled-code-is-kept.md).
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Script } from 'node:vm';

/** Set by the build alone: what has been loaded when the process ends is kept for later starts. */
const isKept = process.env.KEEP_COMPILED_CODE === 'true';
/** Reading a file and comparing its source takes longer than to compile so little. */
const SMALL = 16_384;

const outside = createRequire(import.meta.url);
const loaded = new Map();
const scripts = [];

/** A chunk asks for others by "./name", and for packages by their names. */
const ask = (id) => (id.startsWith('./') ? load(id.slice(2)) : outside(id));
ask.resolve = outside.resolve;

/** `import()` of what is outside; code that was compiled before has no way of its own to it. */
const bring = (specifier) => import(specifier);

/** What a chunk exports. It is run once. */
export function load(name) {
  const known = loaded.get(name);
  if (known) return known.exports;
  const module = { exports: {} };
  loaded.set(name, module);
  const filename = outside.resolve(`./${name}`);
  const directory = filename.slice(0, -name.length - 1);
  compiled(name, filename)(module.exports, ask, module, filename, directory, bring);
  return module.exports;
}

function compiled(name, filename) {
  const source = readFileSync(filename, 'utf8');
  const wrapped = `(function (exports, require, module, __filename, __dirname, __import) {${source}\n})`;
  if (source.length < SMALL) return new Script(wrapped, { filename }).runInThisContext();
  // V8 compares nothing but the length of the source, itself and its flags; code of another V8 it refuses and compiles anew.
  const digest = createHash('sha1').update(source).digest();
  const kept = isKept ? null : keptCode(name);
  const cachedData = kept?.subarray(0, digest.length).equals(digest)
    ? kept.subarray(digest.length)
    : undefined;
  const script = new Script(wrapped, { filename, cachedData });
  if (isKept) scripts.push({ name, digest, script });
  return script.runInThisContext();
}

const fileOf = (name) => new URL(`${name}.code`, import.meta.url);

function keptCode(name) {
  try {
    return readFileSync(fileOf(name));
  } catch {
    return null;
  }
}

if (isKept) {
  process.once('exit', () => {
    // What was called has been compiled by now, and is kept with the rest.
    for (const { name, digest, script } of scripts) {
      writeFileSync(fileOf(name), Buffer.concat([digest, script.createCachedData()]));
    }
  });
}
