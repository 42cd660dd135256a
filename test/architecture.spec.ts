import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LONGEST = 300;

interface Source {
  path: string;
  text: string;
}

function sourcesIn(folder: string): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|mjs)$/.test(name))
    .map((name) => ({ path: `${folder}/${name.replaceAll('\\', '/')}` }))
    .map(({ path }) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

const production = sourcesIn('src').filter(({ path }) => !path.endsWith('.spec.ts'));
const all = ['src', 'test', 'bench', 'migrations', 'scripts'].flatMap(sourcesIn);
const specs = all.filter(({ path }) => path.endsWith('.spec.ts'));
const paths = (sources: Source[]) => sources.map(({ path }) => path).sort();

/** Each handler of a controller with the decorators that stand above it. */
function handlersOf({ path, text }: Source): { name: string; decorators: string }[] {
  const starts = [...text.matchAll(/^ {2}@(?:Get|Post|Put|Patch|Delete|All|Head|Options)\(/gm)];
  return starts.map(({ index }) => {
    const block = text.slice(index);
    const end = /^ {2}(?:private |public |async )*\w+\(/m.exec(block);
    if (!end) throw new Error(`${path}: what is below ${block.slice(0, 40)}?`);
    return { name: `${path} ${end[0].trim()}`, decorators: block.slice(0, end.index) };
  });
}

describe('the architecture', () => {
  const controllers = production.filter(({ text }) => /^@Controller\(/m.test(text));
  const handlers = controllers.flatMap(handlersOf);

  it('was read: controllers with handlers, sources, specs and migrations', () => {
    expect(controllers.length).toBeGreaterThan(8);
    expect(controllers.filter((source) => handlersOf(source).length === 0)).toEqual([]);
    expect(specs.length).toBeGreaterThan(20);
    expect(all.filter(({ path }) => path.startsWith('migrations/')).length).toBeGreaterThan(3);
  });

  it('describes every operation', () => {
    const missing = handlers.filter(({ decorators }) => !decorators.includes('@ApiOperation('));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it('keeps controllers in files of that name, with a tag', () => {
    expect(paths(controllers).filter((path) => !path.endsWith('.controller.ts'))).toEqual([]);
    expect(paths(controllers.filter(({ text }) => !text.includes('@ApiTags(')))).toEqual([]);
  });

  it('lets every controller say who it is for: a bearer token, or the public', () => {
    const silent = controllers.filter(({ text }) => !/@ApiBearerAuth\(|@Public\(/.test(text));
    expect(paths(silent)).toEqual([]);
    const open = controllers.flatMap((source) =>
      /^@(ApiBearerAuth|Public)\(/m.test(source.text) ? [] : handlersOf(source),
    );
    const undecided = open.filter(({ decorators }) => !/@(ApiBearerAuth|Public)\(/.test(decorators));
    expect(undecided.map(({ name }) => name)).toEqual([]);
  });

  it('uses every problem code that it documents', () => {
    const table = production.find(({ path }) => path === 'src/common/problems.ts');
    const codes = [...(table?.text ?? '').matchAll(/^ {2}(\w+): \{ status: \d+,/gm)].map(([, code]) => code);
    expect(codes.length).toBeGreaterThan(20);
    // Documenting a code is not using it.
    const text = production
      .filter((source) => source !== table)
      .map((source) => source.text.replaceAll(/@?Refuses\([^)]*\)/g, '').replaceAll(/\/\*\*.*?\*\//gs, ''))
      .join('\n');
    expect(codes.filter((code) => !text.includes(`'${String(code)}'`))).toEqual([]);
  });

  it('has no code of a problem that is not in the table', () => {
    const table = production.find(({ path }) => path === 'src/common/problems.ts')?.text ?? '';
    const thrown = production.flatMap(({ text }) =>
      [...text.matchAll(/new DomainError\(\s*'(\w+)'/g)].map(([, code]) => String(code)),
    );
    expect(thrown.length).toBeGreaterThan(20);
    expect(thrown.filter((code) => !table.includes(`  ${code}: {`))).toEqual([]);
  });

  it('keeps every file within one reading', () => {
    const long = all.filter(({ text }) => text.trimEnd().split('\n').length > LONGEST);
    expect(paths(long)).toEqual([]);
  });

  it('runs every test', () => {
    const held = specs.filter(({ text }) =>
      /\b(?:it|test|describe)\.(?:only|skip|todo|failing)\b/.test(text),
    );
    expect(paths(held)).toEqual([]);
    expect(
      paths(specs.filter(({ text }) => /^\s*(?:xit|fit|xdescribe|fdescribe|xtest)\(/m.test(text))),
    ).toEqual([]);
  });

  it('tests something in every spec', () => {
    expect(paths(specs.filter(({ text }) => !/\b(?:expect|must)\w*\(/.test(text)))).toEqual([]);
  });

  it('gives the data source only to what reads outside of a transaction', () => {
    const may = /\.queries\.ts$|^src\/(?:common|health)\/|^src\/ledger\/proof[\w-]*\.ts$/;
    const holders = production.filter(({ text }) =>
      /@Inject(?:DataSource|Repository|EntityManager)\(/.test(text),
    );
    expect(holders.length).toBeGreaterThan(5);
    expect(paths(holders).filter((path) => !may.test(path))).toEqual([]);
  });

  it('opens transactions in one place, and in the proof', () => {
    const openers = production.filter(({ text }) => /\.(?:transaction|startTransaction)\(/.test(text));
    expect(paths(openers).filter((path) => !/^src\/common\/|^src\/ledger\/proof\.ts$/.test(path))).toEqual(
      [],
    );
    expect(openers.length).toBeGreaterThan(0);
  });

  it('asks one clock in everything that concerns money', () => {
    const domain =
      /^src\/(?:bank-config|customers|funding|ledger|lending|loans|payments|providers|scoring|servicing|write-offs)\//;
    const counted = production.filter(({ path }) => domain.test(path));
    expect(counted.length).toBeGreaterThan(40);
    expect(paths(counted.filter(({ text }) => /\bnew Date\(\)|\bDate\.now\(\)/.test(text)))).toEqual([]);
  });

  it.each([
    ['journal', ['src/ledger/ledger.service.ts']],
    ['providers', ['src/providers/provider-balances.ts']],
    ['fundings', ['src/funding/fundings.service.ts']],
    ['loans', ['src/loans/loan-accounts.ts']],
    ['allocation_runs', ['src/loans/disbursement.service.ts']],
    ['funding_queue', ['src/loans/queue-entries.ts']],
    ['payments', ['src/payments/loan-books.service.ts']],
    ['credit_scores', ['src/scoring/scorer.service.ts']],
    ['customers', ['src/scoring/scorer.service.ts']],
  ])('writes %s in its own place only', (table, places) => {
    const writes = new RegExp(`(?:UPDATE|INSERT INTO|DELETE FROM) ${table}\\b`);
    expect(paths(production.filter(({ text }) => writes.test(text)))).toEqual(places);
  });
});
