import { Injectable } from '@nestjs/common';
import { Clock } from '../database/clock.js';
import { insertRows } from '../database/rows.js';
import type { Tx } from '../database/transactions.js';
import { TransferBooks } from '../gateways/transfer-books.service.js';
import { bookedOf } from '../gateways/transfer-course.js';
import { Ledger } from '../ledger/ledger.service.js';
import { reversing } from '../ledger/rebooking.js';
import { postReceiptReturn } from '../ledger/transfer-postings.js';
import { newId } from '../runtime/ids.js';
import { DomainError } from '../runtime/problems.js';
import { makeDue } from '../transfers/due-transfers.js';
import type { Stands, TransferState } from '../transfers/transfer-states.js';
import { mayFollow } from '../transfers/transfer-states.js';
import type { Transfer } from '../transfers/transfer.entity.js';
import { Transfers, type StepBy } from '../transfers/transfers.service.js';
import type { BankAccount } from './bank-account.entity.js';
import { assertOpen, isExplaining, reopen, saveLines } from './line-changes.js';
import { LineMatch } from './line-match.entity.js';
import { LineMoves, stepBy, type LineMove } from './line-moves.js';
import { LinePayouts } from './line-payouts.service.js';
import type { Receiver } from './receivers.js';
import type { StatementLineRow } from './statement-line.entity.js';

/** Who explains a line: a member of staff, or (null) nobody, because it says what it is. */
export interface Explainer {
  account: Pick<BankAccount, 'currency' | 'gateways'>;
  staffId: string | null;
}

/** A part of a line: its amount has the line's sign, and belongs to a transfer or to what a gateway kept or had brought. */
export type LinePart = Pick<LineMatch, 'kind' | 'transferId' | 'amount'>;

interface StoodRow {
  state: TransferState;
  stands: Stands;
  source: string;
  source_ref: string | null;
}

/** What lines do to transfers: their money arrives by a line, and by a line it is taken back. */
@Injectable()
export class LineSettling {
  constructor(
    private readonly transfers: Transfers,
    private readonly books: TransferBooks,
    private readonly moves: LineMoves,
    private readonly payouts: LinePayouts,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /**
   * The part of a line that a locked transfer is: by a line that came in its money arrives, without what its gateway kept;
   * by one that left, what had arrived is taken back. A payout leaves by one, and comes back by another. Throws `transfer_state` for one that waits for no such line.
   */
  partOf(line: StatementLineRow, transfer: Transfer, { account }: Explainer): LinePart {
    const { state, stands, amount, fee, id } = transfer;
    const isIn = line.amount > 0n;
    if (transfer.direction === 'out') {
      return { kind: 'transfer', transferId: id, amount: this.payouts.partOf(isIn, transfer) };
    }
    const { arrived } = bookedOf(stands);
    const next = isIn ? 'settled' : 'returned';
    if (arrived === isIn || !follows(state, next)) {
      throw new DomainError(
        'transfer_state',
        isIn
          ? `Transfer ${id} is ${state}: it does not wait for money to come in.`
          : `Transfer ${id} is ${state}: none of its money is in the bank and can have been taken back.`,
        { transfer: id, state },
      );
    }
    if (transfer.gateway !== 'bank' && !account.gateways.includes(transfer.gateway)) {
      throw new DomainError(
        'transfer_state',
        `The payouts of ${transfer.gateway} do not arrive on this bank account, so transfer ${id} is not in this line.`,
        { transfer: id, state },
      );
    }
    return { kind: 'transfer', transferId: id, amount: isIn ? amount - fee : -amount };
  }

  /** Brings a transfer to where the line says it is, as `partOf` allows. Locks its customer, loan and providers. */
  async settle(tx: Tx, line: StatementLineRow, transfer: Transfer, by: Explainer): Promise<void> {
    const isIn = line.amount > 0n;
    if (transfer.direction === 'out') {
      return this.payouts.settle(tx, isIn, transfer, stepBy(line, by.staffId));
    }
    await this.moves.go(tx, [this.moveOf(line, transfer, by)]);
  }

  /** Where a line brings an incoming transfer that it is, or is a part of; see `partOf`. */
  moveOf(line: StatementLineRow, transfer: Transfer, { staffId }: Explainer): LineMove {
    const isIn = line.amount > 0n;
    const to = { counts: isIn, arrived: isIn };
    return { line, transfer, to, kept: isIn ? transfer.fee : 0n, staffId };
  }

  /**
   * Books an entry of a gateway's payout: money of a transfer that came, or was taken back, without what the gateway kept.
   * Whether it counts, the gateway says where it is asked; money that comes for the first time counts. Answers the part of
   * the line. Throws `match_differs` for a part of a transfer.
   */
  async settleEntry(
    tx: Tx,
    line: StatementLineRow,
    transfer: Transfer,
    { amount, fee }: { amount: bigint; fee: bigint },
    by: Explainer,
  ): Promise<bigint> {
    if (transfer.direction === 'out') {
      const isBack = amount > 0n;
      const fits = transfer.stands === (isBack ? 'gone' : 'promised') && fee === 0n;
      if (!fits || (isBack ? amount : -amount) !== transfer.amount) throw partly(transfer);
      await this.payouts.settle(tx, isBack, transfer, stepBy(line, by.staffId));
      return amount;
    }
    const { counts, arrived } = bookedOf(transfer.stands);
    const arrives = amount > 0n;
    if (arrived === arrives || fee < 0n || (arrives ? amount : -amount) !== transfer.amount) {
      throw partly(transfer);
    }
    const wasBack = transfer.state === 'returned' || transfer.state === 'reinstated';
    const staysCounted = arrives || transfer.state === 'reinstated';
    const to = { counts: staysCounted && (counts || !wasBack), arrived: arrives };
    await this.moves.go(tx, [{ line, transfer, to, kept: fee, staffId: by.staffId }]);
    return amount - fee;
  }

  /** Opens a transfer for money that nobody had announced, which its line settles at once. */
  async receive(
    tx: Tx,
    line: StatementLineRow,
    { receiver, amount }: { receiver: Receiver; amount: bigint },
    { account: { currency }, staffId }: Explainer,
  ): Promise<LinePart> {
    const moves = this.moves.open(tx, [{ line, receiver, amount, currency, staffId }]);
    await this.moves.go(tx, moves);
    return { kind: 'transfer', transferId: moves[0]?.transfer.id ?? null, amount };
  }

  /**
   * Opens a transfer that sends the money of an open line back to an account, and promises it. `waits`: until staff make a
   * file for the bank.
   */
  async sendBack(
    tx: Tx,
    line: StatementLineRow,
    to: { gateway: string; instrumentId: string; waits: boolean },
    { account: { currency }, staffId }: Explainer,
  ): Promise<LinePart> {
    const { id: lineId, amount } = line;
    const today = await this.clock.today(tx);
    const party = { purpose: 'receipt_return' as const, partyId: null, loanId: null, lineId };
    const wish = { ...party, ...to, amount, currency, countsFrom: today, requestedBy: staffId };
    const [transfer] = this.transfers.open(tx, [wish]);
    if (!transfer) throw new Error('a transfer was not opened');
    this.ledger.post(tx, today, postReceiptReturn({ causeId: transfer.id, currency }, amount));
    return { kind: 'transfer', transferId: transfer.id, amount };
  }

  /** Keeps what explains an open line as a whole. */
  explain(tx: Tx, line: StatementLineRow, parts: readonly LinePart[], { staffId }: Explainer): void {
    this.explainAll(tx, [{ line, parts }], staffId);
  }

  /** The same for several, with one statement for each table. */
  explainAll(
    tx: Tx,
    explained: readonly { line: StatementLineRow; parts: readonly LinePart[] }[],
    decidedBy: string | null,
  ): void {
    const createdAt = this.clock.now();
    const matches = explained.flatMap(({ line, parts }) => {
      assertOpen(line);
      Object.assign(line, { state: 'explained', problem: null });
      const of = { lineId: line.id, revision: line.revision, loanId: null, providerId: null };
      return parts.map((part) => ({ ...part, ...of, id: newId(), decidedBy, createdAt }));
    });
    insertRows(tx, LineMatch, matches);
    saveLines(
      tx,
      explained.map(({ line }) => line),
    );
  }

  /**
   * Takes back what a line said of its transfers: one that it opened is returned, as if its money had never come; any other
   * is again what it was before. Throws `line_state` when something happened to one of them since. They are locked.
   */
  async undo(tx: Tx, line: StatementLineRow, transfers: readonly Transfer[], staffId: string): Promise<void> {
    for (const transfer of transfers) await this.unsay(tx, line, transfer, staffId);
    const live = (await this.ledger.liveOfCauses(tx, [line.id])).get(line.id) ?? [];
    this.ledger.post(tx, await this.clock.today(tx), reversing(live.filter(isExplaining)));
    reopen(line);
    saveLines(tx, [line]);
  }

  private async unsay(tx: Tx, line: StatementLineRow, transfer: Transfer, staffId: string): Promise<void> {
    if (transfer.lineId === line.id) {
      throw new DomainError(
        'line_state',
        `Its money is sent back by transfer ${transfer.id}, which is ${transfer.state}: cancel that one, as long as it was not sent.`,
        { state: line.state, transfer: transfer.id },
      );
    }
    const [last, before, first]: StoodRow[] = await tx.query(
      `SELECT s.to_state AS state, s.stands, s.source, s.source_ref FROM transfer_steps s
       WHERE s.transfer_id = $1 ORDER BY s.entry_no DESC LIMIT 3`,
      [transfer.id],
    );
    const openedByIt = isBy(line, before) && first?.state === 'created';
    if (!isBy(line, last) || !before || (isBy(line, before) && !openedByIt)) {
      throw new DomainError(
        'line_state',
        `More has happened to transfer ${transfer.id} since: it is ${transfer.state}.`,
        { state: line.state, transfer: transfer.id },
      );
    }
    const by: StepBy = { source: 'staff', ref: line.id, actorId: staffId };
    if (openedByIt) {
      const stands = await this.books.unsay(tx, transfer, { counts: false, arrived: false });
      this.transfers.step(tx, transfer, { state: 'returned', stands }, by);
      return;
    }
    if (transfer.direction === 'out') return this.payouts.unsay(tx, transfer, before, by);
    const stands = await this.books.unsay(tx, transfer, bookedOf(before.stands));
    this.transfers.stepBack(tx, transfer, { state: before.state, stands }, by);
    if (transfer.gateway !== 'bank') await makeDue(tx, [{ id: transfer.id }]);
  }
}

function follows(state: TransferState, next: TransferState): boolean {
  return state === next || state === 'review' || mayFollow('in', state, next);
}

function partly({ id }: Transfer): DomainError {
  return new DomainError(
    'match_differs',
    `The payout has a part of transfer ${id}, or the same money twice: look at the gateway's own page.`,
    { transfer: id },
  );
}

/** Whether it was this line that said so. */
function isBy(line: StatementLineRow, step: StoodRow | undefined): boolean {
  return step?.source === 'statement' && step.source_ref === line.id;
}
