import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../scripts/blocking-migrations.mjs', import.meta.url));
const TIMEOUT = "SET LOCAL lock_timeout = '2s'";
const NEW_TABLE = 'CREATE TABLE cards (id uuid PRIMARY KEY, loan_id uuid REFERENCES loans (id))';

/** A migration that sends these statements. */
interface Case {
  name: string;
  statements: string[];
  /** Rules that refuse it. */
  refusedBy: string[];
  transaction?: false;
}

const REFUSED: Case[] = [
  {
    name: 'a column with a volatile default',
    statements: [TIMEOUT, 'ALTER TABLE loans ADD COLUMN token uuid DEFAULT gen_random_uuid()'],
    refusedBy: ['adding-field-with-default'],
  },
  {
    name: 'a generated column',
    statements: [
      TIMEOUT,
      'ALTER TABLE loans ADD COLUMN twice bigint GENERATED ALWAYS AS (amount * 2) STORED',
    ],
    refusedBy: ['adding-field-with-default'],
  },
  {
    name: 'an index that is not built concurrently',
    statements: [TIMEOUT, 'CREATE INDEX loans_by_amount ON loans (amount)'],
    refusedBy: ['require-concurrent-index-creation'],
  },
  {
    name: 'an index that is not dropped concurrently',
    statements: [TIMEOUT, 'DROP INDEX loans_by_amount'],
    refusedBy: ['require-concurrent-index-deletion'],
  },
  {
    name: 'another type of a column',
    statements: [TIMEOUT, 'ALTER TABLE loans ALTER COLUMN amount TYPE numeric'],
    refusedBy: ['changing-column-type'],
  },
  {
    name: 'NOT NULL without a check that was validated',
    statements: [TIMEOUT, 'ALTER TABLE loans ALTER COLUMN amount SET NOT NULL'],
    refusedBy: ['adding-not-nullable-field'],
  },
  {
    name: 'a check that is validated at once',
    statements: [TIMEOUT, 'ALTER TABLE loans ADD CONSTRAINT loans_amount CHECK (amount > 0)'],
    refusedBy: ['constraint-missing-not-valid'],
  },
  {
    name: 'a foreign key that is validated at once',
    statements: [
      TIMEOUT,
      'ALTER TABLE loans ADD CONSTRAINT loans_owner FOREIGN KEY (owner) REFERENCES users (id)',
    ],
    refusedBy: ['adding-foreign-key-constraint', 'constraint-missing-not-valid'],
  },
  {
    name: 'a unique constraint that builds its index',
    statements: [TIMEOUT, 'ALTER TABLE loans ADD CONSTRAINT loans_number UNIQUE (number)'],
    refusedBy: ['constraint-missing-not-valid', 'disallowed-unique-constraint'],
  },
  {
    name: 'a lock of a table',
    statements: [TIMEOUT, 'LOCK TABLE loans IN SHARE ROW EXCLUSIVE MODE'],
    refusedBy: ['lock-table'],
  },
  { name: 'TRUNCATE', statements: [TIMEOUT, 'TRUNCATE loans'], refusedBy: ['truncate'] },
  { name: 'CLUSTER', statements: [TIMEOUT, 'CLUSTER loans USING loans_pkey'], refusedBy: ['rewrite'] },
  {
    name: 'a change of all rows',
    statements: [TIMEOUT, 'UPDATE loans SET amount = amount + 1'],
    refusedBy: ['update-of-all-rows'],
  },
  {
    name: 'a column that old versions read being dropped',
    statements: [TIMEOUT, 'ALTER TABLE loans DROP COLUMN amount'],
    refusedBy: ['ban-drop-column'],
  },
  {
    name: 'a column that old versions read being renamed',
    statements: [TIMEOUT, 'ALTER TABLE loans RENAME COLUMN amount TO principal'],
    refusedBy: ['renaming-column'],
  },
  {
    name: 'a lock without a limit to the wait for it',
    statements: ['ALTER TABLE loans ADD COLUMN note text'],
    refusedBy: ['require-lock-timeout'],
  },
];

const ALLOWED: Case[] = [
  {
    name: 'columns, a new table with its index, and a constraint to be validated',
    statements: [
      TIMEOUT,
      'ALTER TABLE loans ADD COLUMN note text, ADD COLUMN fee bigint NOT NULL DEFAULT 0',
      NEW_TABLE,
      'CREATE INDEX cards_by_loan ON cards (loan_id)',
      "UPDATE cards SET loan_id = NULL; -- it is new: LOCK TABLE loans; UPDATE loans SET x = 'y'",
      'ALTER TABLE loans ADD CONSTRAINT loans_fee CHECK (fee >= 0) NOT VALID',
    ],
    refusedBy: [],
  },
  {
    name: 'an index that is built beside the work',
    transaction: false,
    statements: ["SET lock_timeout = '2s'", 'CREATE INDEX CONCURRENTLY loans_by_fee ON loans (fee)'],
    refusedBy: [],
  },
  {
    name: 'the validation of a constraint',
    statements: [TIMEOUT, 'ALTER TABLE loans VALIDATE CONSTRAINT loans_fee'],
    refusedBy: [],
  },
  {
    name: 'a change of some rows, and of texts that look like SQL',
    statements: [TIMEOUT, "UPDATE loans SET note = 'TRUNCATE loans; LOCK TABLE loans' WHERE id = '1'"],
    refusedBy: [],
  },
  {
    name: 'a column that is dropped with a reason',
    statements: [
      TIMEOUT,
      '-- Nobody has read it since 1.2.\n-- squawk-ignore ban-drop-column\nALTER TABLE loans DROP COLUMN amount',
    ],
    refusedBy: [],
  },
];

describe('the check of migrations', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lmp-blocking-'));
  const cases = [...REFUSED, ...ALLOWED];
  const fileOf = (nr: number) => `${String(1_700_000_200_000 + nr)}-case.js`;
  const write = (file: string, { statements, transaction }: Pick<Case, 'statements' | 'transaction'>) => {
    const queries = statements.map((sql) => `await runner.query(${JSON.stringify(sql)});`).join('\n');
    const mode = transaction === false ? 'transaction = false;' : '';
    writeFileSync(join(folder, file), `export class It { ${mode} async up(runner) { ${queries} } }\n`);
  };
  const check = () => spawnSync(process.execPath, [SCRIPT, folder], { encoding: 'utf8' });
  let found: Map<string, string[]>;
  let status: number | null;

  beforeAll(() => {
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    cases.forEach((each, nr) => {
      write(fileOf(nr), each);
    });
    // Made before the first release.
    write('1700000000100-old.js', { statements: ['LOCK TABLE loans; CREATE INDEX a ON loans (b)'] });
    const answer = check();
    status = answer.status;
    found = new Map();
    for (const [, file = '', rule = ''] of answer.stderr.matchAll(/^(\S+\.js): ([a-z-]+): /gm)) {
      found.set(file, [...(found.get(file) ?? []), rule].sort());
    }
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each(REFUSED.map(({ name, refusedBy }, nr) => [name, refusedBy, nr] as const))(
    'refuses %s',
    (_, refusedBy, nr) => {
      expect(found.get(fileOf(nr))).toEqual(refusedBy);
      expect(status).toBe(1);
    },
  );

  it.each(ALLOWED.map(({ name }, nr) => [name, nr] as const))('allows %s', (_, nr) => {
    expect(found.get(fileOf(REFUSED.length + nr)) ?? []).toEqual([]);
  });

  it('leaves those before the first release alone', () => {
    expect([...found.keys()].filter((file) => file.includes('old'))).toEqual([]);
  });

  it('is content when none blocks, and says how many it read', () => {
    REFUSED.forEach((_, nr) => {
      rmSync(join(folder, fileOf(nr)));
    });
    expect(check()).toMatchObject({
      status: 0,
      stderr: '',
      stdout: `${String(ALLOWED.length)} migrations from 1700000100000 on: none blocks.\n`,
    });
  });

  it('refuses a migration whose statements it cannot see', () => {
    const file = '1700000300000-hidden.js';
    writeFileSync(join(folder, file), 'export class It { async up(runner) { await runner.addColumn(); } }\n');
    const { status: code, stderr } = check();
    expect(code).toBe(1);
    expect(stderr).toContain(
      `${file}: it uses runner.addColumn: only the SQL of runner.query can be checked`,
    );
    rmSync(join(folder, file));
  });
});
