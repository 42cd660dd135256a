import { Injectable } from '@nestjs/common';
import { assertNotOwn, ownAccountsIn } from '../auth/own-accounts.service.js';
import { outcomeOf, valueOf, type Outcome } from '../commands/batcher.js';
import { MoneyCommands, type Command } from '../commands/money-commands.js';
import { Clock } from '../database/clock.js';
import { rowsOf } from '../database/entity-columns.js';
import { insertRows } from '../database/rows.js';
import { pipelined, Transactions, type Tx } from '../database/transactions.js';
import { Ledger } from '../ledger/ledger.service.js';
import type { Posting } from '../ledger/postings.js';
import { reversing, type LiveRow } from '../ledger/rebooking.js';
import { postBankCharge, postBanked, postOutside, type Cause } from '../ledger/transfer-postings.js';
import type { Note } from '../notes/note.entity.js';
import { keepNotes, makeNote } from '../notes/notes.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { newId } from '../runtime/ids.js';
import { DomainError } from '../runtime/problems.js';
import { BankAccount } from './bank-account.entity.js';
import { assertOpen, isExplaining, lineIn, lockLines, reopen, saveLines } from './line-changes.js';
import type { DecidedLineResponse } from './line-figures.dto.js';
import { LineMatch } from './line-match.entity.js';
import { toLineResponse } from './statements.dto.js';
import type { StatementLineRow } from './statement-line.entity.js';

/** What staff say of a line. */
export type LineDecision = { lineId: string; staffId: string } & (
  | { action: 'charge' }
  | { action: 'banked'; loanId: string | null; providerId: string | null }
  | { action: 'outside'; reason: string }
  | { action: 'undo' }
);

const accountsOf = rowsOf(BankAccount, 'a', 'WHERE a.id = ANY($1)');

/** What a batch of decisions writes. */
interface Decided {
  lines: StatementLineRow[];
  matches: LineMatch[];
  postings: Posting[];
  notes: Note[];
}

@Injectable()
export class LineDecisions {
  /** Runs one decision; see `decideLines`. */
  readonly decide: Command<LineDecision, DecidedLineResponse>;

  constructor(
    commands: MoneyCommands,
    private readonly transactions: Transactions,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {
    this.decide = commands.define('statement_lines', 200, (tx, decisions) => this.decideLines(tx, decisions));
  }

  /** What `decide` would answer; nothing is changed. */
  preview(decision: LineDecision): Promise<DecidedLineResponse> {
    return this.transactions.preview(async (tx) => {
      const [outcome] = await this.decideLines(tx, [decision]);
      if (!outcome) throw new Error('the decision gave no outcome');
      return valueOf(outcome);
    });
  }

  /**
   * Explains open lines, or takes an explanation back by reversing rows. A line is explained as a whole, once. Refuses
   * `statement_line_not_found`, `line_state`, `match_differs`, `own_person`, and loans and providers that do not exist.
   * Locks the lines.
   */
  private async decideLines(
    tx: Tx,
    decisions: readonly LineDecision[],
  ): Promise<Outcome<DecidedLineResponse>[]> {
    const ids = decisions.map(({ lineId }) => lineId);
    const [today, lines] = await pipelined([this.clock.today(tx), lockLines(tx, ids)]);
    const accountIds = [...new Set([...lines.values()].map(({ accountId }) => accountId))];
    const accounts = new Map((await accountsOf(tx, accountIds)).map((account) => [account.id, account]));
    const posted = await this.ledger.liveOfCauses(
      tx,
      decisions.flatMap(({ action, lineId }) => (action === 'undo' ? [lineId] : [])),
    );
    const [refusals, open] = await pipelined([this.refusals(tx, decisions), openSums(tx, accountIds)]);
    const decided: Decided = { lines: [], matches: [], postings: [], notes: [] };
    const outcomes = decisions.map((decision) =>
      outcomeOf(() => {
        const line = lineIn(lines, decision.lineId);
        const { currency } = accounts.get(line.accountId) as BankAccount;
        const refusal = refusals.get(decision);
        if (refusal) throw refusal;
        const before = open.get(line.accountId) ?? 0n;
        if (decision.action === 'undo') this.undo(line, posted.get(line.id) ?? [], decided);
        else this.explain(line, decision, currency, decided);
        line.problem = null;
        decided.lines.push(line);
        const after = decision.action === 'undo' ? before + line.amount : before - line.amount;
        open.set(line.accountId, after);
        const money = (minor: bigint) => formatMoney(minor, currencyDecimals(currency));
        const figure = { figure: 'open_lines' as const, id: line.accountId };
        const figures = [{ ...figure, before: money(before), after: money(after) }];
        return { ...toLineResponse({ ...line, currency }), figures };
      }),
    );
    saveLines(tx, [...new Set(decided.lines)]);
    insertRows(tx, LineMatch, decided.matches);
    keepNotes(tx, decided.notes);
    this.ledger.post(tx, today, decided.postings);
    return outcomes;
  }

  /**
   * The refusals of those who name a loan or a provider that does not exist, and of those whose own account the line is
   * about.
   */
  private async refusals(
    tx: Tx,
    decisions: readonly LineDecision[],
  ): Promise<Map<LineDecision, DomainError>> {
    const explained = await explainedBy(tx, decisions);
    const subjectsOf = (decision: LineDecision) => {
      if (decision.action === 'undo') return explained.get(decision.lineId) ?? [];
      return decision.action === 'banked' ? [decision.loanId, decision.providerId] : [];
    };
    const ids = decisions.flatMap(subjectsOf).filter((id) => id !== null);
    if (ids.length === 0) return new Map();
    const [people, own] = await pipelined([
      tx.query<{ id: string; person: string }[]>(
        `SELECT l.id, l.customer_id AS person FROM loans l WHERE l.id = ANY($1)
         UNION ALL SELECT p.id, p.id FROM providers p WHERE p.id = ANY($1)`,
        [ids],
      ),
      ownAccountsIn(
        tx,
        decisions.map(({ staffId }) => staffId),
      ),
    ]);
    const personOf = new Map(people.map(({ id, person }) => [id, person]));
    const refusals = new Map<LineDecision, DomainError>();
    for (const decision of decisions) {
      const checked = outcomeOf(() => {
        subjectsOf(decision).forEach((id, nr) => {
          if (id === null) return;
          const person = personOf.get(id);
          if (person === undefined) throw unknown(nr === 0 ? 'loan' : 'provider', id);
          assertNotOwn(own.get(decision.staffId) ?? [], person);
        });
      });
      if ('refusal' in checked) refusals.set(decision, checked.refusal);
    }
    return refusals;
  }

  private explain(
    line: StatementLineRow,
    decision: Exclude<LineDecision, { action: 'undo' }>,
    currency: string,
    { matches, postings, notes }: Decided,
  ): void {
    assertOpen(line);
    const cause = { causeId: line.id, currency, revision: line.revision };
    postings.push(...postingsOf(line, decision, cause));
    const createdAt = this.clock.now();
    matches.push({
      id: newId(),
      lineId: line.id,
      revision: line.revision,
      kind: decision.action,
      transferId: null,
      loanId: decision.action === 'banked' ? decision.loanId : null,
      providerId: decision.action === 'banked' ? decision.providerId : null,
      amount: line.amount,
      decidedBy: decision.staffId,
      createdAt,
    });
    if (decision.action === 'outside') notes.push(makeNote('outside', line.id, decision, createdAt));
    line.state = decision.action === 'outside' ? 'outside' : 'explained';
  }

  private undo(line: StatementLineRow, rows: readonly LiveRow[], { postings }: Decided): void {
    if (line.state === 'open') {
      throw new DomainError('line_state', 'The line is not explained: there is nothing to take back.', {
        state: line.state,
      });
    }
    const explaining = rows.filter(isExplaining);
    if (explaining.length === 0) {
      throw new DomainError('line_state', 'The line was explained otherwise meanwhile. Try again.', {
        state: line.state,
      });
    }
    postings.push(...reversing(explaining));
    reopen(line);
  }
}

/** The loans and providers (in this order) that lines are explained by whose explanation is to be taken back. */
async function explainedBy(
  tx: Tx,
  decisions: readonly LineDecision[],
): Promise<Map<string, (string | null)[]>> {
  const lineIds = decisions.flatMap(({ action, lineId }) => (action === 'undo' ? [lineId] : []));
  if (lineIds.length === 0) return new Map();
  const rows: { line_id: string; loan_id: string | null; provider_id: string | null }[] = await tx.query(
    `SELECT m.line_id, m.loan_id, m.provider_id FROM line_matches m
     JOIN statement_lines l ON l.id = m.line_id AND l.revision = m.revision WHERE m.line_id = ANY ($1)`,
    [lineIds],
  );
  return new Map(rows.map((row) => [row.line_id, [row.loan_id, row.provider_id]]));
}

const unknown = (what: 'loan' | 'provider', id: string): DomainError =>
  new DomainError(`${what}_not_found`, `There is no ${what === 'loan' ? 'loan' : 'loan provider'} ${id}.`);

/** The sum of the lines of each account that nobody has explained. */
async function openSums(tx: Tx, accountIds: readonly string[]): Promise<Map<string, bigint>> {
  const rows: { account_id: string; amount: string }[] = await tx.query(
    `SELECT l.account_id, sum(l.amount)::text AS amount FROM statement_lines l
     WHERE l.account_id = ANY ($1) AND l.state = 'open' GROUP BY l.account_id`,
    [accountIds],
  );
  return new Map(rows.map(({ account_id: id, amount }) => [id, BigInt(amount)]));
}

function postingsOf(
  { amount }: StatementLineRow,
  { action }: Exclude<LineDecision, { action: 'undo' }>,
  cause: Cause,
): Posting[] {
  if (action === 'banked') return postBanked(cause, 'line', amount);
  if (action === 'outside') return postOutside(cause, amount);
  if (amount < 0n) return postBankCharge(cause, -amount);
  throw new DomainError('match_differs', 'Money that came in is no charge of the bank.');
}
