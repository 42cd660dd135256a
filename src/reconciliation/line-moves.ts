import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transactions.js';
import { TransferBooks } from '../gateways/transfer-books.service.js';
import { standsOf, type Booked } from '../gateways/transfer-course.js';
import type { Settling } from '../ledger/transfer-postings.js';
import type { Transfer } from '../transfers/transfer.entity.js';
import type { TransferStep } from '../transfers/transfer-step.entity.js';
import { Transfers, type StepBy } from '../transfers/transfers.service.js';
import type { Receiver } from './receivers.js';
import type { StatementLineRow } from './statement-line.entity.js';

/** The money of a line is in the bank already, and was booked as not identified. */
const LINE: Settling = ['unidentified', null];

/** Money of a line that nobody had announced, and for whom it is. Minor units. */
export interface NewMoney {
  line: StatementLineRow;
  receiver: Receiver;
  amount: bigint;
  currency: string;
  staffId: string | null;
}

/** Where a line brings a locked transfer. `kept`: what the gateway kept of this movement, minor units. */
export interface LineMove {
  line: StatementLineRow;
  transfer: Transfer;
  to: Booked;
  kept: bigint;
  staffId: string | null;
  /** Steps that it went before and that are not saved yet. */
  steps?: readonly TransferStep[];
}

/** Incoming transfers go where lines say they are. */
@Injectable()
export class LineMoves {
  constructor(
    private readonly transfers: Transfers,
    private readonly books: TransferBooks,
  ) {}

  /** Opens a transfer for each, in order. `go` has to bring them to where their money is, in the bank. */
  open(tx: Tx, received: readonly NewMoney[]): LineMove[] {
    const opened = this.transfers.open(
      tx,
      received.map(({ line, receiver, amount, currency, staffId }) => ({
        ...receiver,
        amount,
        currency,
        gateway: 'bank',
        instrumentId: null,
        // It counts from the day on which the bank had it.
        countsFrom: line.valueOn,
        requestedBy: staffId,
      })),
    );
    return received.map(({ line, staffId }, index) => {
      const transfer = opened[index];
      if (!transfer) throw new Error('a transfer was not opened');
      const to = { counts: true, arrived: true };
      const steps = [
        this.transfers.go(transfer, { state: 'submitted', stands: 'nothing' }, stepBy(line, staffId)),
      ];
      return { line, transfer, to, kept: 0n, staffId, steps };
    });
  }

  /**
   * Brings transfers to where their lines say they are, each of another loan, with one statement for each table. Locks
   * their customers, loans and providers, each group in one statement. More than one: see `isBroughtAlone`.
   */
  async go(tx: Tx, moves: readonly LineMove[]): Promise<void> {
    await this.books.bringAll(
      tx,
      moves.map(({ line, transfer, to, kept }) => {
        const seen = to.arrived ? { kept } : { kept, taken: line.id };
        return { transfer, to, seen, bank: LINE };
      }),
    );
    const gone = moves.map(({ transfer }) => {
      return { transfer, before: { state: transfer.state, stands: transfer.stands } };
    });
    const steps = moves.flatMap((move) => [...(move.steps ?? []), this.step(move)]);
    this.transfers.save(
      tx,
      moves.map(({ transfer }) => transfer),
      steps,
    );
    for (const { transfer, before } of gone) await this.books.told(tx, transfer, before);
  }

  private step({ line, transfer, to, kept, staffId }: LineMove): TransferStep {
    const state = to.counts ? (to.arrived ? 'settled' : 'reinstated') : 'returned';
    const fee = to.arrived && kept > transfer.fee ? kept : transfer.fee;
    // Nothing more is looked for where no gateway can say it.
    const rest = transfer.gateway === 'bank' ? { nextAttemptAt: null } : {};
    const failure = to.counts ? { failureCode: null, failureText: null } : {};
    const stands = standsOf(to);
    return this.transfers.go(transfer, { state, stands, fee, ...failure, ...rest }, stepBy(line, staffId));
  }
}

/** A line says so; `staffId` null: by itself. */
export function stepBy({ id }: StatementLineRow, staffId: string | null): StepBy {
  return { source: 'statement', ref: id, actorId: staffId };
}
