import { Injectable } from '@nestjs/common';
import { isStaff, type Caller } from '../auth/access.js';
import { Clock } from '../database/clock.js';
import { pipelined, Transactions, type Tx } from '../database/transactions.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { addDays } from '../lending/dates.js';
import { dueAfter } from '../loans/due-dates.js';
import { isOpen, type Loan } from '../loans/loan.entity.js';
import { DomainError } from '../runtime/problems.js';
import type { Autopay } from '../transfers/autopay.entity.js';
import { assertUsable, Instruments } from '../transfers/instruments.service.js';
import { KnownGateways } from '../transfers/known-gateways.js';
import { planNext } from './autopay-debits.service.js';
import { AutopayStore } from './autopay-store.js';

interface AutopayWish {
  instrumentId: string;
  leadDays: number;
}

/** Whether a loan is collected by itself: for its customer, and for staff in the customer's place. */
@Injectable()
export class AutopaySettings {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: AutopayStore,
    private readonly instruments: Instruments,
    private readonly gateways: KnownGateways,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Lets a loan be collected from an instrument of its customer, from the first due date on whose day has not begun. Throws
   * `loan_not_found`, `instrument_not_found`, `instrument_not_usable`, `gateway_off` and `autopay_not_possible`. Locks the
   * loan.
   */
  async set(loanId: string, wish: AutopayWish, caller: Caller, by: Actor): Promise<void> {
    const before = await this.transactions.run(async (tx) => {
      const [on, { loan, autopay }, instruments] = await pipelined([
        this.clock.today(tx),
        this.locked(tx, loanId, caller),
        this.instruments.find(tx, [wish.instrumentId]),
      ]);
      const instrument = instruments.get(wish.instrumentId);
      if (instrument?.userId !== loan.customerId) {
        throw new DomainError(
          'instrument_not_found',
          `The customer of the loan has no instrument ${wish.instrumentId}.`,
        );
      }
      assertUsable(instrument);
      this.gateways.get(instrument.gateway);
      const setting: Autopay = {
        loanId: loan.id,
        ...wish,
        state: 'on',
        offReason: null,
        dueOn: null,
        opensOn: null,
        setBy: caller.id,
        setAt: this.clock.now(),
      };
      planNext(setting, firstDueOf(loan, addDays(on, wish.leadDays)));
      this.store.begin(tx, loan, setting, { on, actorId: caller.id, isFirst: autopay === undefined });
      return shownInAudit(autopay);
    });
    this.audit.record({
      action: 'autopay.set',
      by,
      on: { type: 'loan', id: loanId },
      before,
      after: { state: 'on', instrument: wish.instrumentId, lead_days: wish.leadDays },
    });
  }

  /**
   * Ends it; what was sent goes on, and what was not sent yet never is. One that is off already stays as it is. Throws
   * `loan_not_found` and `autopay_not_found`. Locks the loan.
   */
  async end(loanId: string, caller: Caller, by: Actor): Promise<void> {
    const before = await this.transactions.run(async (tx) => {
      const [on, { loan, autopay }] = await pipelined([
        this.clock.today(tx),
        this.locked(tx, loanId, caller),
      ]);
      if (!autopay) {
        throw new DomainError('autopay_not_found', `Nothing is collected by itself for the loan ${loanId}.`);
      }
      const known = shownInAudit(autopay);
      if (autopay.state === 'on') this.store.end(tx, loan, autopay, 'asked', { on, actorId: caller.id });
      return known;
    });
    this.audit.record({
      action: 'autopay.end',
      by,
      on: { type: 'loan', id: loanId },
      before,
      after: { ...before, state: 'off' },
    });
  }

  private async locked(
    tx: Tx,
    loanId: string,
    caller: Caller,
  ): Promise<{ loan: Loan; autopay: Autopay | undefined }> {
    const { loan, autopay } = await this.store.lock(tx, loanId);
    if (loan && (isStaff(caller) || loan.customerId === caller.id)) return { loan, autopay };
    throw new DomainError('loan_not_found', `There is no loan ${loanId}.`);
  }
}

/** The first due date after a date. Throws `autopay_not_possible` where there is none, or nothing will be due. */
function firstDueOf(loan: Loan, after: string): string {
  const due = isOpen(loan.status) ? dueAfter(loan, after) : null;
  if (due !== null) return due;
  const why = isOpen(loan.status)
    ? 'Nothing falls due on this loan any more that could still be collected in time.'
    : `This loan is ${loan.status}: nothing falls due on it.`;
  throw new DomainError('autopay_not_possible', why, { loan_status: loan.status });
}

function shownInAudit(autopay: Autopay | undefined): object {
  if (!autopay) return {};
  const { state, instrumentId, leadDays } = autopay;
  return { state, instrument: instrumentId, lead_days: leadDays };
}
