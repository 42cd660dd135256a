import { Injectable } from '@nestjs/common';
import { Clock } from '../database/clock.js';
import { insertRows } from '../database/rows.js';
import { pipelined, type Tx } from '../database/transactions.js';
import { CustomerBalances } from '../customers/customer-balances.js';
import type { Customer } from '../customers/customer.entity.js';
import { Ledger, type CausedRow } from '../ledger/ledger.service.js';
import type { Posting } from '../ledger/postings.js';
import {
  postCreditReturn,
  postCustomerReceivableSettlement,
  postOverpayment,
  type Cause,
} from '../ledger/transfer-postings.js';
import { LoanStore } from '../loans/loan-store.js';
import { LoanChangeWriter } from '../payments/loan-change-writer.service.js';
import { LoanSnapshots } from '../payments/loan-snapshots.service.js';
import { newPayment } from '../payments/new-payment.js';
import { PaymentReversal } from '../payments/payment-reversal.entity.js';
import type { Payment } from '../payments/payment.entity.js';
import { receiveUpTo, type Receipt } from '../payments/receive.js';
import type { LoanSnapshot } from '../payments/replay.js';
import { takeBack } from '../payments/take-back.js';
import type { Transfer } from '../transfers/transfer.entity.js';

/** What is posted of a transfer already, and the revision that its next rows get. */
export interface PostedOf {
  rows: readonly CausedRow[];
  cause: Cause;
}

/** A transfer whose money counts from now on. */
export interface CountedTransfer {
  transfer: Transfer;
  posted: PostedOf;
}

/**
 * What money of a customer that a transfer brings does to loan and customer, when it counts and when it is taken back.
 * Without a loan, all of it is credit.
 */
@Injectable()
export class Repayments {
  constructor(
    private readonly customers: CustomerBalances,
    private readonly loans: LoanStore,
    private readonly files: LoanSnapshots,
    private readonly books: LoanChangeWriter,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts repayments, each on another loan, from the day of the wish: as much as the loan takes is a payment, the rest the
   * customer's credit, which pays an old debt of the customer first. The transfers are locked; locks customers, loans and
   * providers.
   */
  async credit(tx: Tx, today: string, counted: readonly CountedTransfer[]): Promise<void> {
    if (counted.length === 0) return;
    const { customers, files } = await this.lock(
      tx,
      counted.map(({ transfer }) => transfer),
    );
    const receipts: Receipt[] = [];
    const postings = counted.flatMap(({ transfer, posted: { cause } }) => {
      const customer = customerOf(transfer, customers);
      const file = fileOf(transfer, files);
      const receipt = file && receiveUpTo(file, this.paymentOf(transfer, file, today), today);
      if (receipt) receipts.push(receipt);
      const rest = transfer.amount - (receipt?.paid?.amount ?? 0n);
      const owed = rest < customer.receivableAmount ? rest : customer.receivableAmount;
      // The next one of this customer finds what this one leaves.
      customer.receivableAmount -= owed;
      return [
        ...postOverpayment(cause, customer.id, rest),
        ...postCustomerReceivableSettlement(cause, customer.id, owed),
      ];
    });
    await this.books.write(tx, today, receipts);
    this.post(tx, today, postings);
  }

  /**
   * Takes a repayment back, as if it had never come: its payment, and what it brought into the customer's credit. What is
   * spent of that, the customer owes. The transfer is locked; locks customer, loan and providers.
   */
  async takeBack(tx: Tx, today: string, transfer: Transfer, { rows, cause }: PostedOf): Promise<void> {
    const { customers, files } = await this.lock(tx, [transfer]);
    const [customer, file] = [customerOf(transfer, customers), fileOf(transfer, files)];
    const standing = file?.payments.find(
      ({ transferId, reversed }) => transferId === transfer.id && !reversed,
    );
    if (file && standing) {
      const reversal: PaymentReversal = {
        paymentId: standing.id,
        noteId: null,
        businessDate: today,
        reversedBy: null,
        money: 'returned',
        createdAt: this.clock.now(),
      };
      const { change } = takeBack(file, reversal);
      await this.books.write(tx, today, [change]);
      insertRows(tx, PaymentReversal, [reversal]);
    }
    const kept = creditOf(rows);
    const credit = kept < customer.creditAmount ? kept : customer.creditAmount;
    this.post(tx, today, postCreditReturn(cause, customer.id, { credit, owed: kept - credit }));
  }

  private post(tx: Tx, today: string, postings: readonly Posting[]): void {
    this.customers.change(tx, postings);
    this.ledger.post(tx, today, postings);
  }

  private async lock(
    tx: Tx,
    transfers: readonly Transfer[],
  ): Promise<{ customers: Map<string, Customer>; files: Map<string, LoanSnapshot> }> {
    const partyIds = transfers.flatMap(({ partyId }) => partyId ?? []);
    const loanIds = transfers.flatMap(({ loanId }) => loanId ?? []);
    const [customers, loans] = await pipelined([
      this.customers.lock(tx, partyIds),
      this.loans.lock(tx, loanIds),
    ]);
    return { customers, files: await this.files.open(tx, [...loans.values()]) };
  }

  private paymentOf(transfer: Transfer, { loan }: LoanSnapshot, today: string): Payment {
    const { countsFrom } = transfer;
    return newPayment(loan, {
      amount: transfer.amount,
      enteredBy: null,
      receivedIn: 'clearing',
      transferId: transfer.id,
      valueDate: countsFrom < loan.startOn ? loan.startOn : countsFrom > today ? today : countsFrom,
      createdAt: this.clock.now(),
    });
  }
}

function customerOf({ partyId }: Transfer, customers: ReadonlyMap<string, Customer>): Customer {
  const customer = customers.get(partyId ?? '');
  if (!customer) throw new Error('the customer of a transfer does not exist');
  return customer;
}

/** Null: it is for no loan. */
function fileOf({ loanId }: Transfer, files: ReadonlyMap<string, LoanSnapshot>): LoanSnapshot | null {
  if (loanId === null) return null;
  const file = files.get(loanId);
  if (!file) throw new Error('the loan of a transfer does not exist');
  return file;
}

/** What stands of a transfer in its customer's credit, spent or not. Minor units. */
export function creditOf(rows: readonly CausedRow[]): bigint {
  const sum = (...kinds: string[]) =>
    rows.reduce(
      (total, { kind, amount, reversed }) => (!reversed && kinds.includes(kind) ? total + amount : total),
      0n,
    );
  return sum('overpayment', 'credit_kept') - sum('credit_return', 'customer_receivable');
}
