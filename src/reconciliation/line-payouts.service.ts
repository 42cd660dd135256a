import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transactions.js';
import { PayoutBooks } from '../gateways/payout-books.service.js';
import { payoutStandsIn } from '../gateways/payout-course.js';
import type { Settling } from '../ledger/transfer-postings.js';
import { DomainError } from '../runtime/problems.js';
import { makeDue } from '../transfers/due-transfers.js';
import type { Transfer } from '../transfers/transfer.entity.js';
import type { Stands, TransferState } from '../transfers/transfer-states.js';
import { Transfers, type StepBy } from '../transfers/transfers.service.js';

/** The money of a line has left the bank, or is back in it, and was booked as not identified. */
const LINE: Settling = ['unidentified', null];

/** What a payout was before a line said something of it. */
interface Stood {
  state: TransferState;
  stands: Stands;
}

/** What lines do to payouts that the bank was told to make: by a line their money leaves, and by another it comes back. */
@Injectable()
export class LinePayouts {
  constructor(
    private readonly transfers: Transfers,
    private readonly books: PayoutBooks,
  ) {}

  /** The part of a line that a locked payout is, with its sign. Throws `transfer_state` for one that waits for no such line. */
  partOf(isIn: boolean, { id, gateway, state, stands, amount }: Transfer): bigint {
    const fits = isIn
      ? stands === 'gone' && (state === 'paid' || state === 'review')
      : stands === 'promised' && state !== 'reserved';
    if (fits && gateway === 'bank_file') return isIn ? amount : -amount;
    throw new DomainError(
      'transfer_state',
      isIn
        ? `Payout ${id} is ${state}: none of its money has left the bank and can have come back.`
        : `Payout ${id} is ${state}, through ${gateway}: it does not wait for money to leave this account.`,
      { transfer: id, state },
    );
  }

  /** Brings a payout to where the line says it is, as `partOf` allows. Locks its customer or provider. */
  async settle(tx: Tx, isIn: boolean, transfer: Transfer, by: StepBy): Promise<void> {
    const stands = await this.books.bring(tx, transfer, isIn ? 'nothing' : 'gone', LINE);
    const state = isIn ? 'returned' : 'paid';
    const failure = isIn
      ? { failureCode: 'returned', failureText: 'The bank of the one to be paid sent it back.' }
      : { failureCode: null, failureText: null };
    this.transfers.step(tx, transfer, { state, stands, ...failure, nextAttemptAt: null }, by);
  }

  /** It was another line: the payout is what it was before. */
  async unsay(tx: Tx, transfer: Transfer, before: Stood, by: StepBy): Promise<void> {
    const stands = await this.books.bring(tx, transfer, payoutStandsIn(before.stands), LINE);
    this.transfers.stepBack(tx, transfer, { state: before.state, stands }, by);
    await makeDue(tx, [{ id: transfer.id }]);
  }
}
