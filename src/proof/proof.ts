import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { APP_CONFIG, type AppConfig } from '../config.js';
import {
  Balances,
  countStrays,
  joinSteps,
  rowsSince,
  stepsOf,
  type Since,
  type Stretch,
} from './balances.js';
import { EVERYTHING, mergeFindings, runChecks } from './check.js';
import type { Finding, ProofScope, SqlCheck } from './check.js';
import {
  COMPUTED_OF_CUSTOMERS,
  COMPUTED_OF_LOANS,
  COMPUTED_OF_RUNS,
  NAMES,
  OF_BALANCES,
  OF_CUSTOMERS,
  OF_LOANS,
  OF_MOVEMENTS,
  OF_TRANSFERS,
} from './checks.js';
import { JOINS_OF_PARTS, partsOf, partsOfIds, rowsOfCustomers, rowsOfLoans, type Ids } from './rows.js';
import {
  balancesAreSealed,
  loansAreSealed,
  readSeals,
  rowsAreSealed,
  sealedBalances,
  sealsFollow,
  type Seal,
} from './seals.js';
import { eventPart, NEWEST_DAYS } from './event.checks.js';
import { Snapshots, type Work } from './snapshots.js';
import { ALL_ROWS, withSums } from './sums.js';
import { rowsOfTransfers } from './transfer.checks.js';
import { lastEntryBefore, loansTouchedSince, touchedSince } from './touched.js';

/** So many loans, customers or allocations are read on one snapshot. */
const PART = 10_000;
/** An incremental proof has few parts: smaller ones keep both lanes busy to its end. */
const SMALL_PART = 2500;
const GENTLY = { gently: true };
/** An incremental proof is short, and somebody waits for it. */
const AT_ONCE = { gently: false };

/** A proof of everything, or of what was written since the newest seal. */
export interface Proved {
  kind: 'full' | 'incremental';
  /** The newest seal; null before the first. */
  seal: Seal | null;
  findings: Finding[];
}

/** Recomputes the books from the journal and names each invariant that does not hold. Changes nothing. */
@Injectable()
export class Proof {
  constructor(
    private readonly snapshots: Snapshots,
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'eventsKeepDays'>,
  ) {}

  /** Proves a past date, or one provider's slice, on one snapshot. */
  prove(scope: ProofScope): Promise<Finding[]> {
    return this.snapshots.read((manager) => proveOn(manager, scope));
  }

  /**
   * Reads everything again, in parts, each on a short snapshot of its own: a loan with all that belongs to it; the
   * journal up to the last business date, whose rows no longer change; then the balances of now, which are those of
   * then and the rows since. So it is right whatever is written meanwhile.
   */
  async full(): Promise<Proved> {
    const plan = await this.snapshots.read(async (manager) => ({
      seals: await readSeals(manager),
      entry: await lastEntryBefore(manager),
      loans: await partsOf(manager, 'loans', PART),
      customers: await partsOf(manager, 'customers', PART),
      runs: await partsOf(manager, 'allocation_runs', PART / 10),
      transfers: await partsOf(manager, 'transfers', PART),
    }));
    const { seals, entry } = plan;
    const journal = await this.readJournal(seals, entry);
    const loans = await this.snapshots.readAll(
      plan.loans.map((ids) => loanPart(ids, [found(entry), loansAreSealed(ids)])),
      GENTLY,
    );
    const [reached, ofLoans] = separate(loans.flat());
    const others = await this.snapshots.readAll(
      [
        ...plan.customers.map(customerPart),
        ...plan.runs.map(runPart),
        ...plan.transfers.map(transferPart),
        (manager: EntityManager) => runChecks(manager, OF_MOVEMENTS, EVERYTHING, ALL_ROWS),
        eventPart(this.config.eventsKeepDays - 1, 'all'),
      ],
      GENTLY,
    );
    const since = { balances: journal.balances, entry, touched: null };
    const now = await this.snapshots.read(async (manager) => ({
      strays: await countStrays(manager, entry),
      findings: await balancePart(since)(manager),
    }));
    // Rows that name no fact were not read with a loan. It takes a look at all rows together to say what they break.
    const isComplete = now.strays === 0 && reached === journal.ofLoans;
    const together = isComplete
      ? ofLoans
      : [
          ...ofLoans.filter(({ name }) => !OF_LOANS.some((check) => check.name === name)),
          ...(await this.snapshots.read((manager) => runEach(manager, OF_LOANS, EVERYTHING))),
        ];
    return {
      kind: 'full',
      seal: seals.at(-1) ?? null,
      findings: inOrder([
        ...together,
        ...others.flat(),
        ...now.findings,
        sealsFollow(seals),
        ...journal.findings,
      ]),
    };
  }

  /**
   * Proves everything about what was written since the newest seal, all balances of providers and the bank, and that
   * the seals follow from each other. A full proof when nothing was sealed yet.
   */
  async incremental(): Promise<Proved> {
    const plan = await this.snapshots.read(async (manager) => {
      const seals = await readSeals(manager);
      const seal = seals.at(-1);
      if (seal === undefined) return null;
      return { seals, seal, touched: await touchedSince(manager, seal) };
    });
    if (plan === null) return this.full();
    const { seals, seal, touched } = plan;
    const before = seals.at(-2);
    const parts = await this.snapshots.readAll(
      [
        ...partsOfIds(touched.loans, SMALL_PART).map((ids) =>
          loanPart(ids, [loansAreSealed(ids)], seal.entriesTo),
        ),
        ...partsOfIds(touched.customers, SMALL_PART).map(customerPart),
        ...partsOfIds(touched.runs, SMALL_PART).map(runPart),
        ...partsOfIds(touched.transfers, SMALL_PART).map(transferPart),
        eventPart(NEWEST_DAYS, 'recent'),
      ],
      AT_ONCE,
    );
    const now = await this.snapshots.read(async (manager) => {
      const balances = await sealedBalances(manager, seal);
      // Anew, so that nothing is missing which came after the parts were made.
      const loans = await loansTouchedSince(manager, seal);
      return balancePart({ balances, entry: seal.entriesTo, touched: loans })(manager);
    });
    const newest =
      before === undefined ? [] : await this.readStretch(before.entriesTo, seal.entriesTo, AT_ONCE);
    return {
      kind: 'incremental',
      seal,
      findings: inOrder([
        ...parts.flat(),
        ...now,
        sealsFollow(seals),
        ...(Array.isArray(newest) ? [] : [rowsAreSealed(seal, newest)]),
      ]),
    };
  }

  /** What came between two entries of the journal that are of dates before the current one. */
  async readStretch(after: bigint, to: bigint, pace = GENTLY): Promise<Stretch> {
    return joinSteps(await this.snapshots.readAll(stepsOf(after, to), pace));
  }

  /** All of the journal up to an entry: the balances there, how many rows belong to loans, and whether the seals hold. */
  private async readJournal(
    seals: readonly Seal[],
    entry: bigint,
  ): Promise<{ balances: Balances; ofLoans: bigint; findings: Finding[] }> {
    const balances = new Balances();
    const findings: Finding[] = [];
    let ofLoans = 0n;
    let after = 0n;
    for (const seal of [...seals.filter(({ entriesTo }) => entriesTo <= entry), null]) {
      const to = seal?.entriesTo ?? entry;
      const stretch = await this.readStretch(after, to);
      for (const { owner, account, amount } of stretch.changes.all) balances.add(owner, account, amount);
      ofLoans += stretch.ofLoans;
      after = to;
      if (seal === null) continue;
      findings.push(rowsAreSealed(seal, stretch));
      findings.push(
        await this.snapshots.read((manager) => balancesAreSealed(manager, seal, balances, stretch.changes)),
      );
    }
    return { balances, ofLoans, findings };
  }
}

/** Runs all checks of a scope that is not everything. */
async function proveOn(manager: EntityManager, scope: ProofScope): Promise<Finding[]> {
  return inOrder(
    await runEach(manager, [...OF_LOANS, ...OF_BALANCES, ...OF_MOVEMENTS, ...OF_CUSTOMERS], scope),
  );
}

/** One statement a check, over all rows. */
async function runEach(
  manager: EntityManager,
  checks: readonly SqlCheck[],
  scope: ProofScope,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const check of checks) {
    if ((scope.asOf !== null && !check.past) || (scope.providerId !== null && !check.ofProvider)) continue;
    findings.push(...(await runChecks(manager, [check], scope, ALL_ROWS)));
  }
  return findings;
}

/** Loans with everything that belongs to them, and rows after an entry that belong to nothing but name one of them. */
function loanPart(ids: Ids, more: readonly SqlCheck[], straysAfter?: bigint): Work<Finding[]> {
  const strays = straysAfter === undefined ? undefined : { after: straysAfter.toString() };
  return async (manager) => {
    await manager.query(JOINS_OF_PARTS);
    return [
      ...(await runChecks(manager, [...OF_LOANS, ...more], EVERYTHING, withSums(rowsOfLoans(ids, strays)))),
      await COMPUTED_OF_LOANS(manager, ids),
    ];
  };
}

function customerPart(ids: Ids): Work<Finding[]> {
  return async (manager) => [
    ...(await runChecks(manager, OF_CUSTOMERS, EVERYTHING, rowsOfCustomers(ids))),
    await COMPUTED_OF_CUSTOMERS(manager, ids),
  ];
}

function runPart(ids: Ids): Work<Finding[]> {
  return async (manager) => [await COMPUTED_OF_RUNS(manager, ids)];
}

function transferPart(ids: Ids): Work<Finding[]> {
  return async (manager) => {
    await manager.query(JOINS_OF_PARTS);
    return runChecks(manager, OF_TRANSFERS, EVERYTHING, rowsOfTransfers(ids));
  };
}

function balancePart(since: Since): Work<Finding[]> {
  const checks = since.touched === null ? OF_BALANCES : [...OF_BALANCES, ...OF_MOVEMENTS];
  return (manager) => runChecks(manager, checks, EVERYTHING, rowsSince(since));
}

const FOUND = 'found';

/** Not a check: its totals are the number of rows of the journal up to an entry that were found with their loans. */
function found(entry: bigint): SqlCheck {
  return {
    name: FOUND,
    promise: '',
    past: false,
    ofProvider: false,
    items: `
      SELECT count(*) AS expected, count(*) AS actual FROM journal j
      WHERE j.loan_id IS NOT NULL AND j.entry_no <= ${String(entry)}`,
    subject: `''`,
  };
}

function separate(findings: readonly Finding[]): [reached: bigint, others: Finding[]] {
  const merged = mergeFindings(findings);
  const reached = merged.find(({ name }) => name === FOUND)?.expected ?? 0;
  return [BigInt(reached), merged.filter(({ name }) => name !== FOUND)];
}

function inOrder(findings: readonly Finding[]): Finding[] {
  return mergeFindings(findings)
    .sort((a, b) => NAMES.indexOf(a.name) - NAMES.indexOf(b.name))
    .map((finding) => ({ ...finding, ms: Math.round(finding.ms) }));
}
