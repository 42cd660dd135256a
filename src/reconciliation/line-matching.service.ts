import { Injectable } from '@nestjs/common';
import { assertNotOwn, ownAccountsIn } from '../auth/own-accounts.service.js';
import { rowsOf } from '../database/entity-columns.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { DomainError } from '../runtime/problems.js';
import { Proposals } from '../transfers/proposals.service.js';
import type { Transfer } from '../transfers/transfer.entity.js';
import { Transfers } from '../transfers/transfers.service.js';
import { BankAccount } from './bank-account.entity.js';
import { assertOpen, lineIn, lockLines } from './line-changes.js';
import type { DecidedLineResponse } from './line-figures.dto.js';
import { LineFigures, type Touched } from './line-figures.js';
import { LineLocks } from './line-locks.js';
import { LineSettling, type Explainer, type LinePart } from './line-settling.service.js';
import type { Explanation } from './matcher.js';
import { receiverOf } from './receivers.js';
import type { StatementLineRow } from './statement-line.entity.js';
import { toLineResponse } from './statements.dto.js';

const accountsOf = rowsOf(BankAccount, 'a', 'WHERE a.id = $1');

/** What staff say of a line: the transfers that it is, and whose credit the rest is. */
export interface Match {
  transferIds: readonly string[];
  restTo: string | null;
}

/** What staff may say of the money of a line. */
export type MoneyDecision = { kind: 'identify'; what: Explanation } | ({ kind: 'match' } & Match);

/**
 * What the money of lines is: transfers that were under way, or new money for somebody. Locks the line, then transfers,
 * customers, loans and providers.
 */
@Injectable()
export class LineMatching {
  constructor(
    private readonly transactions: Transactions,
    private readonly transfers: Transfers,
    private readonly settling: LineSettling,
    private readonly locks: LineLocks,
    private readonly proposals: Proposals,
    private readonly figures: LineFigures,
  ) {}

  /**
   * Explains a line as a whole. Throws `statement_line_not_found`, `line_state`, `match_differs`, `transfer_not_found`,
   * `transfer_state`, `loan_not_found`, `provider_not_found`, `customer_not_found`, `own_person` and
   * `balance_limit_exceeded`.
   */
  decide(lineId: string, decision: MoneyDecision, staffId: string): Promise<DecidedLineResponse> {
    return this.transactions.run((tx) => this.decideIn(tx, lineId, decision, staffId));
  }

  /** What `decide` would answer; nothing is changed. */
  previewDecision(lineId: string, decision: MoneyDecision, staffId: string): Promise<DecidedLineResponse> {
    return this.transactions.preview((tx) => this.decideIn(tx, lineId, decision, staffId));
  }

  /**
   * Takes back what the money of a line was used for, and the line is open again. Null, and nothing done, when the line is
   * not explained by a transfer. Throws `own_person`, and `line_state` when one of its transfers has moved on since.
   */
  undo(lineId: string, staffId: string): Promise<DecidedLineResponse | null> {
    return this.transactions.run((tx) => this.undoIn(tx, lineId, staffId));
  }

  /** What `undo` would answer; nothing is changed. */
  previewUndo(lineId: string, staffId: string): Promise<DecidedLineResponse | null> {
    return this.transactions.preview((tx) => this.undoIn(tx, lineId, staffId));
  }

  /** Explains a locked line by new money for somebody, or by one transfer. `staffId` null: it says what it is. */
  async credit(tx: Tx, line: StatementLineRow, what: Explanation, staffId: string | null): Promise<void> {
    const by = { account: await accountOf(tx, line), staffId };
    if (what.kind === 'transfer') {
      const ids = [what.id];
      await this.match(tx, line, { transferIds: ids, restTo: null }, await this.lockTransfers(tx, ids), by);
      return;
    }
    if (line.amount < 0n) throw new DomainError('match_differs', 'The money of the line left the account.');
    const receiver = await receiverOf(tx, what);
    const part = await this.settling.receive(tx, line, { receiver, amount: line.amount }, by);
    this.settling.explain(tx, line, [part], by);
  }

  private async decideIn(
    tx: Tx,
    lineId: string,
    decision: MoneyDecision,
    staffId: string,
  ): Promise<DecidedLineResponse> {
    const line = lineIn(await lockLines(tx, [lineId]), lineId);
    assertOpen(line);
    const by = { account: await accountOf(tx, line), staffId };
    if (decision.kind === 'identify') {
      const { loanId, partyId } = await receiverOf(tx, decision.what);
      const touched = { accountId: line.accountId, loanIds: loanId === null ? [] : [loanId] };
      return this.answer(tx, line, { ...touched, partyIds: [partyId] }, by, () =>
        this.credit(tx, line, decision.what, staffId),
      );
    }
    const transfers = await this.lockTransfers(tx, decision.transferIds);
    const touched = touchedBy(line, transfers, decision.restTo);
    return this.answer(tx, line, touched, by, () => this.match(tx, line, decision, transfers, by));
  }

  private async match(
    tx: Tx,
    line: StatementLineRow,
    { restTo }: Match,
    transfers: readonly Transfer[],
    by: Explainer,
  ): Promise<void> {
    assertOpen(line);
    const parts = transfers.map((transfer) => this.settling.partOf(line, transfer, by));
    const rest = line.amount - sumOf(parts);
    const toCredit = rest > 0n && restTo !== null;
    if (rest !== 0n && !toCredit) throw differs(line, sumOf(parts), by.account.currency);
    const { staffId } = by;
    if (staffId !== null) await this.proposals.withdraw(tx, 'resolve', idsOf(transfers), staffId);
    await this.locks.hold(tx, transfers, restTo);
    for (const transfer of transfers) await this.settling.settle(tx, line, transfer, by);
    if (toCredit) {
      const receiver = await receiverOf(tx, { kind: 'customer', id: restTo });
      parts.push(await this.settling.receive(tx, line, { receiver, amount: rest }, by));
    }
    this.settling.explain(tx, line, parts, by);
  }

  private async undoIn(tx: Tx, lineId: string, staffId: string): Promise<DecidedLineResponse | null> {
    const line = lineIn(await lockLines(tx, [lineId]), lineId);
    if (line.state !== 'explained') return null;
    const rows: { transfer_id: string }[] = await tx.query(
      'SELECT m.transfer_id FROM line_matches m WHERE m.line_id = $1 AND m.revision = $2 AND m.transfer_id IS NOT NULL',
      [line.id, line.revision],
    );
    const ids = rows.map((row) => row.transfer_id);
    if (ids.length === 0) return null;
    const by = { account: await accountOf(tx, line), staffId };
    const transfers = await this.lockTransfers(tx, ids);
    await this.locks.hold(tx, transfers, null);
    return this.answer(tx, line, touchedBy(line, transfers, null), by, () =>
      this.settling.undo(tx, line, transfers, staffId),
    );
  }

  private async answer(
    tx: Tx,
    line: StatementLineRow,
    touched: Touched,
    { account: { currency }, staffId }: { account: BankAccount; staffId: string },
    work: () => Promise<unknown>,
  ): Promise<DecidedLineResponse> {
    const own = (await ownAccountsIn(tx, [staffId])).get(staffId) ?? [];
    for (const id of touched.partyIds) assertNotOwn(own, id);
    const figures = await this.figures.around(tx, touched, { currency, staffId }, work);
    return { ...toLineResponse({ ...line, currency }), figures };
  }

  /** Transfers, locked in one statement, in the order of their ids. Throws `transfer_not_found`. */
  private async lockTransfers(tx: Tx, ids: readonly string[]): Promise<Transfer[]> {
    const locked = await this.transfers.lock(tx, ids);
    const missing = ids.find((id) => !locked.has(id));
    if (missing !== undefined)
      throw new DomainError('transfer_not_found', `There is no transfer ${missing}.`);
    return [...locked.values()];
  }
}

async function accountOf(tx: Tx, { id, accountId }: StatementLineRow): Promise<BankAccount> {
  const [account] = await accountsOf(tx, accountId);
  if (!account) throw new Error(`line ${id} has no account`);
  return account;
}

const idsOf = (transfers: readonly Transfer[]) => transfers.map(({ id }) => id);

function sumOf(parts: readonly LinePart[]): bigint {
  return parts.reduce((sum, { amount }) => sum + amount, 0n);
}

function touchedBy(
  { accountId }: StatementLineRow,
  transfers: readonly Transfer[],
  restTo: string | null,
): Touched {
  const named = (ids: (string | null)[]) => [...new Set(ids.filter((id) => id !== null))];
  return {
    accountId,
    loanIds: named(transfers.map(({ loanId }) => loanId)),
    partyIds: named([...transfers.map(({ partyId }) => partyId), restTo]),
  };
}

/** The refusal of transfers that do not make the line, with the sums. */
function differs({ amount }: StatementLineRow, explained: bigint, currency: string): DomainError {
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(currency));
  const rest = amount - explained;
  const hint = rest > 0n && amount > 0n ? ' Name the customer whose credit the rest is.' : '';
  return new DomainError(
    'match_differs',
    `The line is ${money(amount)} ${currency}, the transfers make ${money(explained)}: ${money(rest)} are left over.${hint}`,
    { line: money(amount), transfers: money(explained), rest: money(rest), currency },
  );
}
