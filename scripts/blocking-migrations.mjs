// Refuses migrations that block a bank at work (CONTRIBUTING.md, "Migrations that do not block"): it reads the SQL of
// every new migration, and asks squawk about it. For another folder of compiled migrations, name it.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Migrations below this number were made before the first release, when no bank had data. */
const CHECKED_FROM = 1_700_000_100_000;
/** The oldest PostgreSQL that is supported. */
const POSTGRES = '15.0';
/** What squawk says about style, and statement timeouts: an index that is built beside the work may take its time. */
const STYLE = [
  'prefer-bigint-over-int',
  'prefer-bigint-over-smallint',
  'prefer-identity',
  'prefer-robust-stmts',
  'prefer-text-field',
  'prefer-timestamptz',
  'require-statement-timeout',
];

const require = createRequire(import.meta.url);
const squawk = require.resolve('squawk-cli/js/bin/squawk');

/** What squawk does not refuse. Each says which table an existing one would be, as its first group. */
const OURS = [
  {
    rule: 'lock-table',
    pattern: /(?:^|;)\s*LOCK\s+(?:TABLE\s+)?(?:ONLY\s+)?([\w."]+)/gi,
    message: 'An explicit lock stops everybody else until the migration ends.',
  },
  {
    rule: 'truncate',
    pattern: /(?:^|;)\s*TRUNCATE\s+(?:TABLE\s+)?(?:ONLY\s+)?([\w."]+)/gi,
    message: 'TRUNCATE waits for all readers, and all others wait for it.',
  },
  {
    rule: 'rewrite',
    pattern: /(?:^|;)\s*(?:CLUSTER|VACUUM\s+FULL)\s+([\w."]+)/gi,
    message: 'The table is written anew, and nobody may read it meanwhile.',
  },
  {
    rule: 'update-of-all-rows',
    pattern: /(?:^|;)\s*(?:UPDATE|DELETE\s+FROM)\s+(?:ONLY\s+)?([\w."]+)(?![^;]*\bWHERE\b)/gi,
    message:
      'Every row stays locked until the migration ends. Move data in chunks, each in its own transaction.',
  },
];

/** The SQL that a migration sends upwards. */
async function sqlOf(Migration) {
  const sent = [];
  const recorder = {
    query: (sql) => {
      sent.push(sql);
      return Promise.resolve([]);
    },
  };
  const migration = new Migration();
  await migration.up(
    new Proxy(recorder, {
      get(known, name) {
        if (name in known) return known[name];
        throw new Error(`it uses runner.${String(name)}: only the SQL of runner.query can be checked`);
      },
    }),
  );
  const sql = sent.map((text) => text.trim().replace(/;?$/, ';')).join('\n');
  return { sql, inTransaction: migration.transaction !== false };
}

function bySquawk({ sql, inTransaction }) {
  const mode = inTransaction ? ['--assume-in-transaction'] : [];
  const { stdout, stderr, error } = spawnSync(
    process.execPath,
    [squawk, '--reporter', 'json', '--pg-version', POSTGRES, ...mode, `--exclude=${STYLE.join(',')}`],
    { input: sql, encoding: 'utf8' },
  );
  if (error) throw error;
  try {
    return JSON.parse(stdout).map(({ rule_name, line, message, help }) => ({
      rule: rule_name,
      line,
      message: [message, help].filter(Boolean).join(' '),
    }));
  } catch {
    throw new Error(`squawk gave no answer: ${stdout}${stderr}`);
  }
}

function byOurs({ sql }) {
  // Comments, texts and function bodies say nothing about locks; their lines stay.
  const bare = sql.replace(/\$(\w*)\$[\s\S]*?\$\1\$|'(?:[^']|'')*'|--.*|\/\*[\s\S]*?\*\//g, (text) =>
    '\n'.repeat(text.split('\n').length - 1),
  );
  const made = new Set(
    [...bare.matchAll(/\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?([\w."]+)/gi)].map(([, name]) => name),
  );
  return OURS.flatMap(({ rule, pattern, message }) =>
    [...bare.matchAll(pattern)]
      .filter(([, table]) => !made.has(table))
      .map(({ index, 0: text }) => ({
        rule,
        line: bare.slice(0, index + text.length).split('\n').length - 1,
        message,
      })),
  );
}

const folder = resolve(process.argv[2] ?? fileURLToPath(new URL('../dist/migrations', import.meta.url)));
const files = readdirSync(folder)
  .filter((name) => /^\d+-.*\.js$/.test(name) && Number.parseInt(name, 10) >= CHECKED_FROM)
  .sort();
let refused = 0;
for (const file of files) {
  const exported = Object.values(await import(pathToFileURL(join(folder, file)).href));
  for (const Migration of exported) {
    const migration = await sqlOf(Migration).catch((error) => {
      throw new Error(`${file}: ${error.message}`);
    });
    const lines = migration.sql.split('\n');
    for (const { rule, line, message } of [...bySquawk(migration), ...byOurs(migration)]) {
      console.error(`${file}: ${rule}: ${(lines[line] ?? '').trim()}\n  ${message}`);
      refused += 1;
    }
  }
}
if (refused > 0) process.exit(1);
console.log(`${String(files.length)} migrations from ${String(CHECKED_FROM)} on: none blocks.`);
