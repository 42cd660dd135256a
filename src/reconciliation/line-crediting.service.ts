import { Injectable } from '@nestjs/common';
import { LeasedWork, type Leased } from '../commands/leased-work.js';
import { Clock } from '../database/clock.js';
import { rowsOf } from '../database/entity-columns.js';
import { insertRows } from '../database/rows.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { TransferBooks } from '../gateways/transfer-books.service.js';
import type { Settling } from '../ledger/transfer-postings.js';
import { newId } from '../runtime/ids.js';
import { DomainError } from '../runtime/problems.js';
import type { Transfer } from '../transfers/transfer.entity.js';
import { Transfers, type TransferWish } from '../transfers/transfers.service.js';
import { BankAccount } from './bank-account.entity.js';
import { assertOpen, lineIn, lockLines, reopen, saveLines } from './line-changes.js';
import { LineMatch } from './line-match.entity.js';
import type { Explanation } from './matcher.js';
import type { StatementLineRow } from './statement-line.entity.js';
import { toLineResponse, type StatementLineResponse } from './statements.dto.js';

/** The money of a line is in the bank already, and was booked as not identified. */
const LINE: Settling = ['unidentified', null];
const LEASE_MS = 60_000;
const AT_ONCE = 20;

const accountsOf = rowsOf(BankAccount, 'a', 'WHERE a.id = $1');
interface LeasedLine extends Leased {
  proposed: Explanation[];
}

/**
 * Credits the money of lines to those whom it is for, one line a transaction: a transfer through `bank` that is settled
 * by its line. Locks the line, then customer, loan and providers.
 */
@Injectable()
export class LineCrediting {
  private readonly work: LeasedWork<LeasedLine>;

  constructor(
    private readonly transactions: Transactions,
    private readonly transfers: Transfers,
    private readonly books: TransferBooks,
    private readonly clock: Clock,
  ) {
    this.work = new LeasedWork(transactions, {
      name: 'statement_lines',
      where: "state = 'open' AND next_attempt_at IS NOT NULL",
      leaseMs: LEASE_MS,
    });
  }

  /** Credits lines that say what they are, until none is due. One that is refused is for staff, with the reason. */
  async workOff(isEnding = () => false): Promise<void> {
    while (!isEnding()) {
      const leased = await this.work.claim(AT_ONCE);
      // In the order of their statement: what came first is credited first.
      for (const line of leased.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
        if (isEnding()) return;
        await this.creditLeased(line);
      }
      if (leased.length < AT_ONCE) return;
    }
  }

  /**
   * Staff say for whose loan or fund the money of a line is. Throws `statement_line_not_found`, `line_state`,
   * `match_differs`, `loan_not_found`, `provider_not_found` and `balance_limit_exceeded`.
   */
  identify(lineId: string, what: Explanation, staffId: string): Promise<StatementLineResponse> {
    return this.transactions.run(async (tx) => {
      const line = lineIn(await lockLines(tx, [lineId]), lineId);
      return this.credit(tx, line, what, staffId);
    });
  }

  /**
   * Takes back what the money of a line was credited for: the payment is reversed, or the deposit returned, and the line is
   * open again. Null, and nothing done, when the line is not explained by a transfer.
   */
  undo(lineId: string, staffId: string): Promise<StatementLineResponse | null> {
    return this.transactions.run(async (tx) => {
      const line = lineIn(await lockLines(tx, [lineId]), lineId);
      if (line.state !== 'explained') return null;
      const rows: { transfer_id: string }[] = await tx.query(
        'SELECT m.transfer_id FROM line_matches m WHERE m.line_id = $1 AND m.revision = $2 AND m.transfer_id IS NOT NULL',
        [line.id, line.revision],
      );
      const [id] = rows.map((row) => row.transfer_id);
      const transfer = id === undefined ? undefined : (await this.transfers.lock(tx, [id])).get(id);
      if (!transfer) return null;
      if (transfer.state !== 'settled') {
        throw new DomainError('line_state', `The transfer of the line is ${transfer.state}.`, {
          state: line.state,
        });
      }
      const gone = { counts: false, arrived: false };
      const stands = await this.books.bring(tx, transfer, gone, { taken: line.id }, LINE);
      this.transfers.step(
        tx,
        transfer,
        { state: 'returned', stands },
        { source: 'staff', ref: line.id, actorId: staffId },
      );
      reopen(line);
      saveLines(tx, [line]);
      return toLineResponse({ ...line, currency: transfer.currency });
    });
  }

  private async creditLeased({ id, lease, proposed }: LeasedLine): Promise<void> {
    const held = async (work: (tx: Tx, line: StatementLineRow) => unknown): Promise<void> => {
      await this.transactions.run(async (tx) => {
        const line = (await lockLines(tx, [id])).get(id);
        // Somebody has decided meanwhile, or another worker holds it.
        if (line?.lease === lease && line.state === 'open') await work(tx, line);
      });
    };
    try {
      await held((tx, line) => this.credit(tx, line, proposed[0], null));
    } catch (error) {
      if (!(error instanceof DomainError) || error.status >= 500) throw error;
      await held((tx, line) => {
        line.problem = error.message;
        saveLines(tx, [line]);
      });
    }
  }

  private async credit(
    tx: Tx,
    line: StatementLineRow,
    what: Explanation | undefined,
    staffId: string | null,
  ): Promise<StatementLineResponse> {
    assertOpen(line);
    if (line.amount < 0n) throw new DomainError('match_differs', 'The money of the line left the account.');
    const [account] = await accountsOf(tx, line.accountId);
    if (!account || !what) throw new Error(`line ${line.id} has no account or nothing that it may be`);
    const transfer = await this.open(tx, line, { what, currency: account.currency, staffId });
    const by = { source: 'statement', ref: line.id, actorId: staffId } as const;
    this.transfers.step(tx, transfer, { state: 'submitted', stands: 'nothing' }, by);
    const stands = await this.books.bring(tx, transfer, { counts: true, arrived: true }, {}, LINE);
    this.transfers.step(tx, transfer, { state: 'settled', stands, nextAttemptAt: null }, by);
    insertRows(tx, LineMatch, [
      {
        id: newId(),
        lineId: line.id,
        revision: line.revision,
        kind: 'transfer',
        transferId: transfer.id,
        loanId: null,
        providerId: null,
        amount: line.amount,
        decidedBy: staffId,
        createdAt: this.clock.now(),
      },
    ]);
    line.state = 'explained';
    line.problem = null;
    saveLines(tx, [line]);
    return toLineResponse({ ...line, currency: account.currency });
  }

  /** The transfer that brought the money of a line; it counts from the day on which the bank had it. */
  private async open(
    tx: Tx,
    { amount, valueOn }: StatementLineRow,
    { what, currency, staffId }: { what: Explanation; currency: string; staffId: string | null },
  ): Promise<Transfer> {
    const wish = {
      amount,
      currency,
      gateway: 'bank',
      instrumentId: null,
      countsFrom: valueOn,
      requestedBy: staffId,
    };
    const { purpose, partyId, loanId } = await receiverOf(tx, what);
    const [transfer] = this.transfers.open(tx, [{ ...wish, purpose, partyId, loanId }]);
    if (!transfer) throw new Error('a transfer was not opened');
    return transfer;
  }
}

async function receiverOf(
  tx: Tx,
  { kind, id }: Explanation,
): Promise<Pick<TransferWish, 'purpose' | 'partyId' | 'loanId'>> {
  if (kind === 'loan') {
    const [loan]: { customer_id: string }[] = await tx.query(
      'SELECT l.customer_id FROM loans l WHERE l.id = $1',
      [id],
    );
    if (!loan) throw new DomainError('loan_not_found', `There is no loan ${id}.`);
    return { purpose: 'repayment', partyId: loan.customer_id, loanId: id };
  }
  const found: object[] = await tx.query('SELECT 1 FROM providers p WHERE p.id = $1', [id]);
  if (found.length === 0) throw new DomainError('provider_not_found', `There is no loan provider ${id}.`);
  return { purpose: 'provider_deposit', partyId: id, loanId: null };
}
