import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LONGEST = 300;

const TABLES_WITHOUT_ENTITY: [table: string, room: string][] = [
  ['business_dates', 'database'],
  ['idempotency_keys', 'database'],
  ['disabled_accounts', 'auth'],
  ['event_sequencer', 'events'],
  ['event_archives', 'events'],
  ['receipt_series', 'tills'],
  ['score_due', 'scoring'],
  ['score_turn', 'scoring'],
  ['late_interest', 'loans'],
  ['loan_changes', 'loans'],
  ['portfolio_figures', 'loans'],
  ['vintage_figures', 'loans'],
  ['borrower_figures', 'loans'],
  ['late_loans', 'loans'],
  ['loan_defaults', 'loans'],
  ['participation_changes', 'funding'],
  ['provider_figures', 'funding'],
  ['falling_late', 'day-close'],
  ['day_close_work', 'day-close'],
  ['portfolio_days', 'day-close'],
  ['sandbox_clock', 'bank-config'],
  ['real_money', 'bank-config'],
  ['gateway_events', 'gateways'],
  ['sandbox_charges', 'gateways'],
  ['gateway_erasures', 'gateways'],
  ['seals', 'proof'],
  ['sealed_balances', 'proof'],
];

/**
 * Statements that read a table of a room to their right, because the answer has to be one statement: what borrowers owe
 * decides who may lend, whose loan a participation or posting is decides who may see it and by which number people call it.
 * The list does not grow.
 */
const READ_BACKWARDS = [
  'src/bank-config/bank-config.service.ts loans',
  'src/events/events.dto.ts customers',
  'src/events/events.dto.ts loans',
  'src/events/events.dto.ts providers',
  'src/funding/candidates.ts loans',
  'src/funding/fundings.queries.ts loans',
  'src/funding/receipts.queries.ts loans',
  'src/ledger/journal.dto.ts loans',
  'src/ledger/journal.queries.ts payments',
  'src/ledger/ledger.service.ts payments',
  'src/loans/loan-payments.ts payment_reversals',
  'src/loans/loan-payments.ts payments',
  'src/loans/loan-payments.ts write_offs',
  'src/scoring/score-facts.ts loans',
  'src/scoring/scorer.service.ts loans',
  'src/transfers/transfers.queries.ts loans',
];

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

  it('gives no two shapes of the API document one name: one would silently replace the other', () => {
    const names = production.flatMap(({ path, text }) =>
      path.endsWith('.dto.ts')
        ? [...text.matchAll(/^export (?:abstract )?class (\w+)/gm)].map(([, name]) => name)
        : [],
    );
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('uses every problem code that it documents', () => {
    const table = production.find(({ path }) => path === 'src/runtime/problems.ts');
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
    const table = production.find(({ path }) => path === 'src/runtime/problems.ts')?.text ?? '';
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
    const may = /\.queries\.ts$|^src\/(?:database|health|proof)\/|^src\/runtime\/metrics\.ts$/;
    const holders = production.filter(({ text }) =>
      /@Inject(?:DataSource|Repository|EntityManager)\(/.test(text),
    );
    expect(holders.length).toBeGreaterThan(5);
    expect(paths(holders).filter((path) => !may.test(path))).toEqual([]);
  });

  it('opens transactions in one place, and in the proof', () => {
    const openers = production.filter(({ text }) => /\.(?:transaction|startTransaction)\(/.test(text));
    expect(
      paths(openers).filter((path) => !/^src\/database\/|^src\/proof\/snapshots\.ts$/.test(path)),
    ).toEqual([]);
    expect(openers.length).toBeGreaterThan(0);
  });

  it('asks one clock, except where it is kept, and for files, logs and certificates', () => {
    const own = /^src\/(?:app\.setup|main|serve)\.ts$|^src\/(?:lending|runtime|database|http|health|cli)\//;
    const counted = production.filter(({ path }) => !own.test(path));
    expect(counted.length).toBeGreaterThan(150);
    expect(paths(counted.filter(({ text }) => /\bnew Date\(\)|\bDate\.now\(\)/.test(text)))).toEqual([]);
  });

  it('names in its SQL only tables of its own room and of those to its left', () => {
    const order = [
      ...readFileSync(join(ROOT, '.dependency-cruiser.cjs'), 'utf8')
        .split('];')[0]!
        .matchAll(/^ {2}'([\w-]+)',$/gm),
    ].map(([, room]) => String(room));
    expect(order.length).toBeGreaterThan(20);
    const roomOf = (path: string) => path.split('/')[1] ?? '';
    const owners = new Map(TABLES_WITHOUT_ENTITY);
    for (const { path, text } of production.filter((source) => source.path.endsWith('.entity.ts'))) {
      for (const [, table] of text.matchAll(/^@Entity\('(\w+)'/gm)) owners.set(String(table), roomOf(path));
    }
    expect(owners.size).toBeGreaterThan(25);
    const backwards = production.flatMap(({ path, text }) =>
      [...text.matchAll(/\b(?:FROM|JOIN|INTO|UPDATE)\s+(\w+)/g)]
        .map(([, table]) => String(table))
        .filter((table) => order.indexOf(owners.get(table) ?? '') > order.indexOf(roomOf(path)))
        .filter(() => order.includes(roomOf(path)))
        .map((table) => `${path} ${table}`),
    );
    expect([...new Set(backwards)].sort()).toEqual(READ_BACKWARDS);
  });

  it.each([
    ['outbox', 'WaitingEvents', 'src/events/outbox.ts', 'src/events/sequencer.ts'],
    ['events', 'SequencedEvent', 'src/events/event-upkeep.ts', 'src/events/sequencer.ts'],
    ['journal', 'JournalEntry', 'src/ledger/ledger.service.ts'],
    ['providers', 'Provider', 'src/providers/provider-balances.ts'],
    ['fund_movements', 'FundMovement', 'src/providers/fund-movements.ts'],
    ['fundings', 'Funding', 'src/funding/fundings.service.ts'],
    ['loans', 'Loan', 'src/loans/loan-store.ts'],
    ['loan_events', 'LoanEvent', 'src/loans/loan-events.ts'],
    ['allocation_runs', 'AllocationRun', 'src/funding/fundings.service.ts'],
    ['funding_queue', 'QueueEntry', 'src/origination/queue-entries.ts'],
    ['payments', 'Payment', 'src/payments/loan-change-writer.service.ts'],
    ['credit_scores', 'CreditScoreRecord', 'src/scoring/scorer.service.ts'],
    ['transfers', 'Transfer', 'src/transfers/due-transfers.ts', 'src/transfers/transfers.service.ts'],
    ['payout_files', 'PayoutFile', 'src/payout-files/payout-files.service.ts'],
    ['instruments', 'Instrument', 'src/transfers/instruments.service.ts'],
    ['autopay', 'Autopay', 'src/autopay/autopay-store.ts'],
    ['transfer_steps', 'TransferStep', 'src/transfers/transfers.service.ts'],
    ['till_receipts', 'TillReceipt', 'src/tills/till-receipts.service.ts'],
    ['customers', 'Customer', 'src/customers/customer-balances.ts', 'src/scoring/scorer.service.ts'],
  ])('writes the rows of %s in their own place only', (table, entity, ...places) => {
    const writes = new RegExp(
      `(?:UPDATE|INSERT INTO|DELETE FROM) ${table}\\b|(?:insert|insertNew|update)Rows\\(\\s*tx,\\s*${entity}\\b`,
    );
    expect(paths(production.filter(({ text }) => writes.test(text)))).toEqual(places);
  });
});
