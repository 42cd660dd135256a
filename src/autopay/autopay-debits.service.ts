import { Injectable } from '@nestjs/common';
import { Clock } from '../database/clock.js';
import { pipelined, type Tx } from '../database/transactions.js';
import { addDays } from '../lending/dates.js';
import type { Payment } from '../lending/repayment.js';
import { dueAfter, dueUpTo, owedUpTo } from '../loans/due-dates.js';
import { paymentsOf } from '../loans/loan-payments.js';
import { isOpen, type Loan } from '../loans/loan.entity.js';
import type { Autopay, OffReason } from '../transfers/autopay.entity.js';
import type { Instrument } from '../transfers/instrument.entity.js';
import { Instruments } from '../transfers/instruments.service.js';
import type { Transfer } from '../transfers/transfer.entity.js';
import { Transfers, type TransferWish } from '../transfers/transfers.service.js';
import { inTransitTo } from '../transfers/under-way.js';
import { AutopayStore, type Debit } from './autopay-store.js';

/** Locked loans, with what they were paid, what is in transit to them, and their settings that open a debit. */
interface Opening {
  loans: readonly Loan[];
  payments: ReadonlyMap<string, readonly Payment[]>;
  inTransit: ReadonlyMap<string, bigint>;
  autopays: ReadonlyMap<string, Autopay>;
}

/** What is asked for, minor units. */
interface Wanted {
  amount: bigint;
  dueOn: string;
  attempt: number;
  countsFrom: string;
}

/** Asks for what falls due, looks at it once more before it is sent, and hears what became of it. */
@Injectable()
export class AutopayDebits {
  constructor(
    private readonly store: AutopayStore,
    private readonly transfers: Transfers,
    private readonly instruments: Instruments,
    private readonly clock: Clock,
  ) {}

  /** The settings of locked loans whose debit opens on a date. */
  opening(tx: Tx, loanIds: readonly string[], on: string): Promise<Map<string, Autopay>> {
    return this.store.opening(tx, loanIds, on);
  }

  /**
   * Opens a transfer for each locked loan whose debit is to be asked for on a date: for all that is due by its due date, less
   * what is in transit. Where nothing is, none is opened. Where the loan is not open any more, or what was to pay is gone,
   * autopay ends.
   */
  async open(tx: Tx, on: string, { loans, payments, inTransit, autopays }: Opening): Promise<void> {
    if (autopays.size === 0) return;
    const settings = [...autopays.values()];
    const [debits, instruments] = await pipelined([
      this.store.debitsOf(tx, [...autopays.keys()]),
      this.instruments.find(
        tx,
        settings.map(({ instrumentId }) => instrumentId),
      ),
    ]);
    const wishes: TransferWish[] = [];
    const going: Autopay[] = [];
    for (const loan of loans) {
      const autopay = autopays.get(loan.id);
      if (!autopay) continue;
      const instrument = instruments.get(autopay.instrumentId);
      const over = whyOver(loan, instrument);
      if (over !== null || !instrument) {
        this.store.end(tx, loan, autopay, over ?? 'instrument_gone', { on: addDays(on, -1) });
        continue;
      }
      // Dates that no close has opened for are made up for by the last of them.
      const dueOn = later(autopay.dueOn, dueUpTo(loan, addDays(on, autopay.leadDays)));
      const owed = owedUpTo(loan, payments.get(loan.id) ?? [], dueOn, on);
      const amount = owed - (inTransit.get(loan.id) ?? 0n);
      const attempt = nextAttempt(debits, loan.id, dueOn);
      // The first counts from its due date, however late it is asked for; one after a failure not before it was.
      const countsFrom = attempt > 1 && on > dueOn ? on : dueOn;
      if (amount > 0n) wishes.push(wishOf(loan, instrument, { amount, dueOn, attempt, countsFrom }));
      planNext(autopay, dueAfter(loan, dueOn));
      going.push(autopay);
    }
    this.transfers.open(tx, wishes);
    this.store.save(tx, going);
  }

  /**
   * Whether a transfer that is about to be sent is still wanted, which a debit that comes by itself may not be: then it is
   * cancelled, and another is opened for what is still owed. It is locked; locks its loan, so that nobody pays meanwhile.
   */
  async isStillWanted(tx: Tx, today: string, transfer: Transfer): Promise<boolean> {
    const { loanId, autopayDueOn: dueOn, countsFrom } = transfer;
    if (loanId === null || dueOn === null) return true;
    const { loan, autopay } = await this.store.lock(tx, loanId);
    if (!loan || !autopay) throw new Error(`the loan of debit ${transfer.id} has no autopay`);
    const [instruments, payments, inTransit, debits] = await pipelined([
      this.instruments.find(tx, [autopay.instrumentId]),
      paymentsOf(tx, [loan]),
      inTransitTo(tx, [loanId]),
      this.store.debitsOf(tx, [loanId]),
    ]);
    const instrument = instruments.get(autopay.instrumentId);
    const over = whyOver(loan, instrument);
    const isOn = autopay.state === 'on' && over === null;
    const others = (inTransit.get(loanId) ?? 0n) - transfer.amount;
    const amount = owedUpTo(loan, payments.get(loanId) ?? [], dueOn, today) - others;
    const isSame = autopay.instrumentId === transfer.instrumentId;
    if (isOn && isSame && amount >= transfer.amount) return true;
    const why = !isOn
      ? 'Autopay is off.'
      : isSame
        ? 'Less is owed by now.'
        : 'It is collected from elsewhere.';
    this.transfers.step(
      tx,
      transfer,
      {
        state: 'cancelled',
        stands: 'nothing',
        failureCode: 'not_needed',
        failureText: why,
        nextAttemptAt: null,
      },
      { source: 'clock' },
    );
    if (isOn && instrument && amount > 0n) {
      const attempt = nextAttempt(debits, loanId, dueOn);
      this.transfers.open(tx, [wishOf(loan, instrument, { amount, dueOn, attempt, countsFrom })]);
    }
    if (over !== null && autopay.state === 'on') this.store.end(tx, loan, autopay, over, { on: today });
    return false;
  }

  /**
   * A transfer went a step on from where it was before. The first debit that fails or comes back is tried once more, on the next date; the second in a
   * row ends autopay, and so does what pays the loan off. The transfer is locked; locks its loan.
   */
  async heard(tx: Tx, transfer: Transfer, before: Pick<Transfer, 'state' | 'stands'>): Promise<void> {
    const { loanId, autopayDueOn } = transfer;
    const outcome = outcomeOf(transfer);
    if (loanId === null || autopayDueOn === null || outcome === null) return;
    // What came back leaves the bank some days later: that is no second failure.
    if (outcome === outcomeOf(before)) return;
    const on = await this.clock.today(tx);
    const { loan, autopay } = await this.store.lock(tx, loanId);
    if (!loan || autopay?.state !== 'on' || transfer.createdAt < autopay.setAt) return;
    if (!isOpen(loan.status)) {
      this.store.end(tx, loan, autopay, 'loan_closed', { on });
      return;
    }
    if (outcome === 'good') return;
    const debits = await this.store.debitsOf(tx, [loanId], autopay.setAt);
    const [last, earlier] = debits.map(outcomeOf).filter((each) => each !== null);
    if (last === 'bad' && earlier === 'bad') {
      this.store.end(tx, loan, autopay, 'failed', { on });
      return;
    }
    autopay.dueOn = debits[0]?.dueOn ?? autopayDueOn;
    autopay.opensOn = addDays(on, 1);
    this.store.save(tx, [autopay]);
  }
}

/** Plans the debit for a due date; null: none is left. */
export function planNext(
  autopay: Pick<Autopay, 'dueOn' | 'opensOn' | 'leadDays'>,
  dueOn: string | null,
): void {
  autopay.dueOn = dueOn;
  autopay.opensOn = dueOn === null ? null : addDays(dueOn, -autopay.leadDays);
}

function whyOver(loan: Loan, instrument: Instrument | undefined): OffReason | null {
  if (!isOpen(loan.status)) return 'loan_closed';
  return instrument?.state === 'usable' ? null : 'instrument_gone';
}

/** Null while nobody knows, and for what was never sent. */
function outcomeOf({ state, stands }: Pick<Debit, 'state' | 'stands'>): 'good' | 'bad' | null {
  if (state === 'failed' || state === 'returned') return 'bad';
  return stands === 'credited' || stands === 'settled' ? 'good' : null;
}

function nextAttempt(debits: readonly Debit[], loanId: string, dueOn: string): number {
  const last = debits.find((debit) => debit.loanId === loanId && debit.dueOn === dueOn);
  return (last?.attempt ?? 0) + 1;
}

function wishOf(
  { id: loanId, customerId, currency }: Loan,
  { id: instrumentId, gateway }: Instrument,
  { amount, dueOn, attempt, countsFrom }: Wanted,
): TransferWish {
  const from = { partyId: customerId, loanId, currency, gateway, instrumentId, requestedBy: null };
  return { ...from, purpose: 'repayment', amount, countsFrom, autopayDueOn: dueOn, attempt };
}

/** The later of two dates, one of which there is. */
function later(one: string | null, other: string | null): string {
  const date = one !== null && (other === null || one > other) ? one : other;
  if (date === null) throw new Error('a debit has no due date');
  return date;
}
