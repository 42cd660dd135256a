import { Injectable } from '@nestjs/common';
import { Clock } from '../database/clock.js';
import { insertNewRows } from '../database/rows.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { newId } from '../runtime/ids.js';
import type { DataOf, EventType } from '../events/event-types.js';
import { Outbox, type Happening } from '../events/outbox.js';
import type { Tx } from '../database/transactions.js';
import { LoanEvent, type LoanEventKind } from './loan-event.entity.js';
import type { LoanStanding } from './loan-summary.js';
import type { Loan } from './loan.entity.js';

/** Something that happened to a loan, and its standing before and after. Minor units. */
export interface LoanEventInput {
  loan: Loan;
  businessDate: string;
  kind: LoanEventKind;
  /** Null when the loan began with this event. */
  before: LoanStanding | null;
  after: LoanStanding;
  amount?: bigint;
  paymentId?: string;
  detail?: string;
  /** The note about it, which is kept first. */
  noteId?: string;
  actorId?: string;
  /** For a reminder: the due date of its instalment. */
  dueOn?: string;
  /** For a notice: when its instalment was due. This and what follows is only told. */
  wasDueOn?: string;
  /** For a promise: until when it was to be paid. */
  promisedBy?: string;
  /** For autopay that ends. */
  offReason?: string;
  /** For a pay-out: whether a transfer brings the money. */
  byTransfer?: boolean;
}

@Injectable()
export class LoanEvents {
  constructor(
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Records events, in order, and tells them, with what else there is to tell. Some kinds may happen only once a day or
   * once for an instalment; a repeated one is ignored.
   */
  record(tx: Tx, happened: readonly LoanEventInput[], also: readonly Happening[] = []): void {
    const createdAt = this.clock.now();
    insertNewRows(
      tx,
      LoanEvent,
      happened.map(({ before, after, ...event }) => ({
        id: newId(),
        loanId: event.loan.id,
        businessDate: event.businessDate,
        createdAt,
        kind: event.kind,
        amount: event.amount ?? null,
        paymentId: event.paymentId ?? null,
        detail: event.detail ?? null,
        noteId: event.noteId ?? null,
        actorId: event.actorId ?? null,
        statusBefore: before?.status ?? null,
        statusAfter: after.status,
        balanceBefore: before?.balance ?? null,
        balanceAfter: after.balance,
        dueOn: event.dueOn ?? null,
      })),
    );
    this.outbox.add(tx, [...happened.flatMap(told), ...also]);
  }

  /** Whether a type is to be told that is only told on demand. */
  isWanted(type: EventType): boolean {
    return this.outbox.wants(type);
  }

  /** The reminders already sent for dates after the given one, as `<loan> <due date>`, for these loans. */
  async remindedOf(tx: Tx, loanIds: readonly string[], after: string): Promise<Set<string>> {
    if (loanIds.length === 0) return new Set();
    const rows: { loan_id: string; due_on: string }[] = await tx.query(
      `SELECT e.loan_id, e.due_on FROM loan_events e
       WHERE e.kind = 'reminder' AND e.loan_id = ANY ($1) AND e.due_on > $2`,
      [loanIds, after],
    );
    return new Set(rows.map(({ loan_id, due_on }) => `${loan_id} ${due_on}`));
  }
}

/** What is told of an event of a loan. Late interest is not: it comes daily, and the loan says how much it is. */
function told(event: LoanEventInput): Happening[] {
  const { loan, kind, before, after, businessDate, paymentId = null, actorId = null } = event;
  const { currency } = loan;
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(currency));
  const amount = money(event.amount ?? 0n);
  const balance = money(after.balance);
  const principal = { amount, currency };
  const owed = { balance, currency };
  const promised = { ...principal, due_date: event.promisedBy ?? '' };
  const facts = { businessDate, loanId: loan.id, customerId: loan.customerId, actorId };
  const it = <T extends EventType>(type: T, data: DataOf<T>) => ({ ...facts, type, data }) as Happening;
  const ofPayment = <T extends EventType>(type: T, data: DataOf<T>) =>
    ({ ...facts, type, data, subjectId: paymentId }) as Happening;
  const paid = { ...principal, balance, loan_status: after.status };
  const turned =
    after.status === 'paid' && before?.status !== 'paid'
      ? [it('loan.paid_off', { currency, payment: paymentId })]
      : before?.status === 'paid' && after.status !== 'paid'
        ? [it('loan.reopened', { ...owed, payment: paymentId })]
        : [];
  switch (kind) {
    case 'payment':
      return [ofPayment('payment.received', paid), ...turned];
    case 'recovery':
      return [ofPayment('payment.recovered', paid), ...turned];
    case 'payment_reversed':
      return [ofPayment('payment.reversed', paid), ...turned];
    case 'queued':
      return [it('loan.requested', principal), it('loan.queued', principal)];
    case 'disbursed': {
      const waited = before !== null;
      const paidOut = { ...principal, by_transfer: event.byTransfer ?? false, waited };
      return [...(waited ? [] : [it('loan.requested', principal)]), it('loan.disbursed', paidOut)];
    }
    case 'cancelled':
    case 'expired':
    case 'refused':
    case 'undone':
      return [it(`loan.${kind}`, principal)];
    case 'overdue':
    case 'defaulted':
      return [it(`loan.${kind}`, owed)];
    case 'written_off':
      return [it('loan.written_off', { ...owed, amount })];
    case 'reminder':
      return [it('reminder.due', { ...principal, due_date: event.dueOn ?? '' })];
    case 'overdue_notice':
      return [it('notice.due', { ...principal, due_date: event.wasDueOn ?? '' })];
    case 'promise_made':
      return [it('promise.made', promised)];
    case 'promise_kept':
      return [it('promise.kept', promised)];
    case 'promise_broken':
      return [it('promise.broken', promised)];
    case 'autopay_off':
      return [it('autopay.ended', { reason: event.offReason ?? '' })];
    case 'autopay_on':
    case 'late_interest':
      return [];
  }
}
