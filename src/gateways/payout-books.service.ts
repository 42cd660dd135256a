import { Injectable } from '@nestjs/common';
import { CustomerBalances } from '../customers/customer-balances.js';
import { Clock } from '../database/clock.js';
import { pipelined, type Tx } from '../database/transactions.js';
import { Ledger } from '../ledger/ledger.service.js';
import type { Posting, PostingKind } from '../ledger/postings.js';
import { reversing, type LiveRow } from '../ledger/rebooking.js';
import {
  postCreditRefund,
  postCustomerReceivableSettlement,
  postDebtReturned,
  postPayout,
  postPaidOutOwed,
  type Cause,
  type Settling,
} from '../ledger/transfer-postings.js';
import { assertPossible } from '../providers/balance-limits.js';
import { FundsService, type TransferredMoney } from '../providers/funds.service.js';
import { DomainError } from '../runtime/problems.js';
import type { Transfer } from '../transfers/transfer.entity.js';
import { Transfers } from '../transfers/transfers.service.js';
import { payoutStandsIn, type PayoutStands } from './payout-course.js';

/** No line of a statement shows it: it left from the cash. */
const CASH: Settling = ['cash', null];

/** Opens the line of a statement again whose money was to be sent back and was not. */
type KeepReceipt = (tx: Tx, transfer: Transfer) => Promise<void>;

interface Payout {
  transfer: Transfer;
  today: string;
  cause: Cause;
  live: readonly LiveRow[];
}

/** Brings the books of an outgoing transfer in line with what is known of it. */
@Injectable()
export class PayoutBooks {
  private keepReceipt: KeepReceipt | null = null;

  constructor(
    private readonly funds: FundsService,
    private readonly customers: CustomerBalances,
    private readonly transfers: Transfers,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** What becomes of a receipt that was not sent back after all; `reconciliation/` says so, to its left it is not known. */
  onReceiptKept(keep: KeepReceipt): void {
    this.keepReceipt = keep;
  }

  /**
   * Posts the promise of a payout that was just opened in the place of another. Throws `insufficient_wallet` and
   * `insufficient_credit`. Locks its customer or provider.
   */
  async promise(tx: Tx, today: string, transfer: Transfer): Promise<void> {
    const { id: causeId, purpose, amount, currency } = transfer;
    if (purpose === 'provider_withdrawal') {
      const withdrawal = ofProvider(transfer);
      const { providerId } = withdrawal;
      const provider = (await this.funds.lock(tx, [providerId])).get(providerId);
      if (!provider) throw new Error(`provider ${providerId} of a transfer does not exist`);
      assertPossible(provider, { fund: 0n, wallet: -amount }, amount, currency);
      this.funds.promise(tx, today, [withdrawal]);
    }
    if (purpose !== 'credit_refund') return;
    const customer = await this.lockCustomer(tx, transfer);
    if (customer.creditAmount < amount) {
      throw new DomainError('insufficient_credit', 'The credit was spent meanwhile.');
    }
    this.post(tx, today, postCreditRefund({ causeId, currency }, customer.id, amount));
  }

  /**
   * Posts what is missing until the books say `to` of a locked transfer; answers what they say. `from` is where its money
   * left from, or comes back to: cash, or a line of a statement. What is not paid out goes back to where it came from; the
   * money of a loan has no place to go back to, so a successor is opened that waits for another account. Locks its
   * customer or provider. A refusal of the books is thrown; then nothing of it may be kept.
   */
  async bring(tx: Tx, transfer: Transfer, to: PayoutStands, from: Settling = CASH): Promise<PayoutStands> {
    const stood = payoutStandsIn(transfer.stands);
    if (stood === to) return to;
    const [today, rows, byCause] = await pipelined([
      this.clock.today(tx),
      this.ledger.ofCauses(tx, [transfer.id]),
      this.ledger.liveOfCauses(tx, [transfer.id]),
    ]);
    const { id: causeId, currency, amount } = transfer;
    const revision = rows.reduce((next, row) => Math.max(next, row.revision + 1), 0);
    const payout: Payout = {
      transfer,
      today,
      cause: { causeId, currency, revision },
      live: byCause.get(causeId) ?? [],
    };
    if (stood === 'gone') this.comeBack(tx, payout, from);
    if (to === 'nothing') await this.giveBack(tx, payout);
    if (stood === 'nothing') await this.takeAgain(tx, payout);
    if (to === 'gone') this.ledger.post(tx, today, postPayout(payout.cause, from, amount));
    return to;
  }

  /** It had left, and is here again. */
  private comeBack(tx: Tx, { today, live }: Payout, [account, owner]: Settling): void {
    const left = live.filter(({ kind }) => kind === 'payout');
    if (left.some(({ credit }) => credit[0] !== account || credit[1] !== owner)) {
      throw new DomainError(
        'transfer_state',
        'A line of a bank statement shows that it left; only another one can show that it came back.',
      );
    }
    this.ledger.post(tx, today, reversing(left));
  }

  /** It will not be paid out. */
  private async giveBack(tx: Tx, payout: Payout): Promise<void> {
    const { transfer, today, live } = payout;
    switch (transfer.purpose) {
      case 'provider_withdrawal':
        return this.funds.returnWithdrawal(tx, today, ofProvider(transfer));
      case 'credit_refund':
        return this.giveCreditBack(tx, payout);
      case 'disbursement':
        // Of a loan that was undone, its borrower owed it.
        if (live.some(({ kind }) => kind === 'customer_receivable')) return this.giveCreditBack(tx, payout);
        this.openSuccessor(tx, transfer);
        return;
      default:
        this.ledger.post(tx, today, reversing(live.filter(({ kind }) => kind === 'receipt_return')));
        await this.keepReceipt?.(tx, transfer);
    }
  }

  private async giveCreditBack(tx: Tx, { transfer, today, cause, live }: Payout): Promise<void> {
    const customer = await this.lockCustomer(tx, transfer);
    const back = reversing(live.filter(({ kind }) => !KEPT.includes(kind)));
    const owed = back.reduce(
      (sum, { kind, amount }) => (kind === 'customer_receivable' ? sum - amount : sum),
      customer.receivableAmount,
    );
    const credit = back.reduce(
      (sum, { kind, amount }) => (kind === 'credit_refund' ? sum + amount : sum),
      0n,
    );
    const settled = credit < owed ? credit : owed;
    this.post(tx, today, [
      ...back,
      ...(owed < 0n
        ? postDebtReturned(cause, customer.id, -owed)
        : postCustomerReceivableSettlement(cause, customer.id, settled)),
    ]);
  }

  /** It was paid out, although the books had given it back. */
  private async takeAgain(tx: Tx, { transfer, today, cause }: Payout): Promise<void> {
    switch (transfer.purpose) {
      case 'provider_withdrawal':
        return this.funds.promiseAgain(tx, today, ofProvider(transfer));
      case 'credit_refund': {
        const customer = await this.lockCustomer(tx, transfer);
        const credit = customer.creditAmount < transfer.amount ? customer.creditAmount : transfer.amount;
        this.post(tx, today, [
          ...postCreditRefund(cause, customer.id, credit),
          ...postPaidOutOwed(cause, customer.id, transfer.amount - credit),
        ]);
        return;
      }
      case 'receipt_return':
        throw new DomainError('transfer_state', 'The line of its money is open again: explain that one.');
      default: {
        // Undoing its loan holds the successor's lock until it is done.
        const successor = await this.transfers.lockSuccessor(tx, transfer.id);
        if (await this.isUndone(tx, transfer)) return this.oweAfterUndo(tx, { transfer, today, cause });
        this.endSuccessor(tx, transfer, successor);
      }
    }
  }

  /** Nobody lends it any more, so its borrower owes it beside all loans; credit that is there pays it. */
  private async oweAfterUndo(
    tx: Tx,
    { transfer, today, cause }: Pick<Payout, 'transfer' | 'today' | 'cause'>,
  ): Promise<void> {
    const { amount } = transfer;
    const { id, creditAmount: credit } = await this.lockCustomer(tx, transfer);
    this.post(tx, today, [
      ...postPaidOutOwed(cause, id, amount),
      ...postCustomerReceivableSettlement(cause, id, credit < amount ? credit : amount),
    ]);
  }

  /** Whether the loan of a payout was undone; its pay-outs have to be locked, which undoing it locks too. */
  async isUndone(tx: Tx, { purpose, loanId }: Transfer): Promise<boolean> {
    if (purpose !== 'disbursement') return false;
    const [row]: { undone: boolean }[] = await tx.query(
      'SELECT l.undone_on IS NOT NULL AS undone FROM loans l WHERE l.id = $1',
      [loanId],
    );
    return row?.undone === true;
  }

  /** The money of a loan never has two homes, and never none. */
  private openSuccessor(tx: Tx, transfer: Transfer): void {
    const { purpose, partyId, loanId, amount, currency, gateway, countsFrom, id: replacesId } = transfer;
    const wish = { purpose, partyId, loanId, amount, currency, gateway, countsFrom, replacesId };
    this.transfers.open(tx, [{ ...wish, instrumentId: null, requestedBy: null, waits: true }]);
  }

  private endSuccessor(tx: Tx, { id }: Transfer, successor: Transfer | undefined): void {
    if (successor?.state !== 'reserved') {
      throw new DomainError('transfer_state', 'The transfer that stands in for it was sent already.');
    }
    const end = { state: 'cancelled', stands: 'nothing', nextAttemptAt: null } as const;
    this.transfers.step(tx, successor, end, { source: 'clock', ref: id });
  }

  private async lockCustomer(tx: Tx, { partyId }: Transfer) {
    const customer = (await this.customers.lock(tx, [partyId ?? ''])).get(partyId ?? '');
    if (!customer) throw new Error('a refund has a customer');
    return customer;
  }

  private post(tx: Tx, today: string, postings: readonly Posting[]): void {
    this.customers.change(tx, postings);
    this.ledger.post(tx, today, postings);
  }
}

/** What happened beside the promise itself; it is not undone with it. */
const KEPT: PostingKind[] = ['payout', 'customer_receivable_settlement', 'credit_kept'];

function ofProvider({ id, partyId, amount, currency }: Transfer): TransferredMoney {
  if (partyId === null) throw new Error('a withdrawal has a provider');
  return { transferId: id, providerId: partyId, amount, currency };
}
