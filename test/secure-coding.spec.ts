import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dateReader, isDateFormat } from '../src/reconciliation/csv-dates.js';
import { newSecret } from '../src/webhooks/webhook-message.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

function sourcesIn(folder: string): { path: string; text: string }[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.(tsx?|html)$/.test(path) && !/\.spec\.ts$|(^|\/)(dist|node_modules)\//.test(path))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

const server = sourcesIn('src');
const pages = ['console', 'portal', 'web', 'sdk'].flatMap(sourcesIn);
/** The files with something in them, each once. */
const having = (sources: readonly { path: string; text: string }[], what: RegExp) =>
  sources.filter(({ text }) => what.test(text)).map(({ path }) => path);

/** What docs/security.md says of the sources; what runs is in other specs. */
describe('the sources', () => {
  it('were read', () => {
    expect(server.length).toBeGreaterThan(400);
    expect(pages.length).toBeGreaterThan(150);
  });

  it('start programs only for the embedded database, without a shell that reads words of others', () => {
    expect(having(server, /child_process/)).toEqual([
      'src/database/embedded-binaries.ts',
      'src/database/embedded-place.ts',
      'src/database/embedded-server.ts',
    ]);
    const imported = server.flatMap(({ text }) => [
      ...text.matchAll(/import \{ (.+) \} from 'node:child_process'/g),
    ]);
    // Not `exec`, which is a shell.
    expect(new Set(imported.map(([, names]) => names))).toEqual(new Set(['spawn', 'spawnSync']));
    expect(having(server, /\bshell:/)).toEqual([]);
    const shells = server.flatMap(({ text }) =>
      [...text.matchAll(/\/(?:ba)?sh'.*$/gm)].map(([line]) => line),
    );
    // A fixed text; the directory is its argument.
    expect(shells).toEqual([String.raw`/sh', ['-c', 'cd "$0"', directory], {`]);
  });

  it('make regular expressions of their own texts; of input only where it is escaped', () => {
    const dynamic = /\bRegExp\(\s*(?!['/])/;
    expect(having([...server, ...pages], dynamic)).toEqual([
      'src/documents/typesetter.ts',
      'src/http/id-or-url.ts',
      // How staff say that a bank writes dates.
      'src/reconciliation/csv-dates.ts',
    ]);
    expect(having(server, /(?<!this|paymentIntents)\.(?:match|matchAll|search)\((?![/A-Z)])/)).toEqual([]);
    // PostgreSQL's own operators.
    expect(having(server, /\s!?~\*?\s+(?:\$\d|\$\{)/)).toEqual([]);
    const format = '(D+)+$.M|*[YYYY]';
    expect(isDateFormat(format)).toBe(true);
    expect(dateReader(format)('(5+)+$.1|*[2026]')).toBe('2026-01-05');
    expect(dateReader(format)('5512026')).toBeNull();
  });

  it('write text into pages as text, and run no text', () => {
    const writing =
      /dangerouslySetInnerHTML|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|srcdoc/i;
    expect(having(pages, writing)).toEqual([]);
    expect(
      having(pages, /\beval\s*\(|\bnew Function\b|\bFunction\s*\(|set(?:Timeout|Interval)\(\s*['"`]/),
    ).toEqual([]);
    expect(having(pages, /javascript:/i)).toEqual([]);
  });

  it('use nothing that browsers need a plug-in for', () => {
    const shown = pages.filter(({ path }) => /\.(?:tsx|html)$/.test(path));
    expect(having(shown, /<(?:object|embed|applet|frame|iframe|param)\b/)).toEqual([]);
    expect(having(pages, /application\/x-(?:shockwave|java|silverlight)|ActiveXObject/i)).toEqual([]);
  });

  it('leave the check of certificates on', () => {
    expect(having(server, /rejectUnauthorized|NODE_TLS_REJECT|checkServerIdentity/)).toEqual([]);
  });

  it('take what nobody may guess from the system, 128 bits or more; other chance only spreads repeats', () => {
    expect(having([...server, ...pages], /Math\.random/)).toEqual([
      'src/database/transactions.ts',
      'src/webhooks/delivery-outcomes.ts',
      'sdk/src/sender.ts',
    ]);
    const sizes = server.flatMap(({ path, text }) =>
      [...text.matchAll(/randomBytes\((\w+)\)/g)].map(([, given = '']) => {
        const constant = new RegExp(`^(?:export )?const ${given} = (\\d+)`, 'm').exec(text)?.[1] ?? given;
        return [path, constant] as const;
      }),
    );
    expect(sizes.length).toBeGreaterThan(5);
    for (const [path, size] of sizes) {
      // The start value of AES-GCM has 96 bits, and is no secret.
      if (path === 'src/runtime/sealed.ts') expect(size).toBe('12');
      else if (size !== 'SECRET_BYTES') expect([path, Number(size) >= 16]).toEqual([path, true]);
    }
    expect(Buffer.from(newSecret().replace(/^whsec_/, ''), 'base64').length).toBeGreaterThanOrEqual(24);
  });
});
