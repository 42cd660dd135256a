import { Injectable } from '@nestjs/common';
import { isStaff, type Caller } from '../auth/access.js';
import { outcomeOf, type Outcome } from '../commands/batcher.js';
import { MoneyCommands, type Command } from '../commands/money-commands.js';
import { Clock } from '../database/clock.js';
import { lockById, rowsOf } from '../database/entity-columns.js';
import { insertRows, updateRows } from '../database/rows.js';
import { pipelined, type Tx } from '../database/transactions.js';
import { toMinorUnits } from '../http/amounts.js';
import { invalidFields } from '../http/validation.js';
import { addDays } from '../lending/dates.js';
import { loanPosition } from '../lending/loan-position.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { LoanEvents, type LoanEventInput } from '../loans/loan-events.js';
import { paymentsOf, type PaymentFact } from '../loans/loan-payments.js';
import { LoanStore } from '../loans/loan-store.js';
import { standingOf } from '../loans/loan-summary.js';
import { termsOf } from '../loans/loan-terms.js';
import { isOpen, type Loan } from '../loans/loan.entity.js';
import type { Note } from '../notes/note.entity.js';
import { keepNotes } from '../notes/notes.js';
import { newId } from '../runtime/ids.js';
import { DomainError } from '../runtime/problems.js';
import { PaymentPromise, PROMISE_MOST_DAYS } from './payment-promise.entity.js';
import type { MakePromiseDto, PromiseResponse } from './promises.dto.js';
import { PromisesQueries } from './promises.queries.js';

/** A promise that staff write down, or that a borrower makes. */
export interface PromiseRequest extends MakePromiseDto {
  loanId: string;
  by: Caller;
}

export interface CancelRequest {
  promiseId: string;
}

const openOf = rowsOf(PaymentPromise, 'p', "WHERE p.loan_id = ANY ($1) AND p.state = 'open'");
const lockPromises = lockById(PaymentPromise);
/** So long after a promise of their own borrowers may make the next one. */
const OWN_EVERY_DAYS = 30;
/** When the borrowers of loans $1 last promised something themselves. */
const OWN = `SELECT p.loan_id, max(p.made_on)::text AS made_on FROM promises p JOIN loans l ON l.id = p.loan_id
  WHERE p.loan_id = ANY ($1) AND p.made_by = l.customer_id AND p.state <> 'cancelled' GROUP BY p.loan_id`;

@Injectable()
export class PromisesService {
  /** Runs one request; see `makePromises`. */
  readonly make: Command<PromiseRequest, PromiseResponse>;
  /** Runs one request; see `cancelPromises`. */
  readonly cancel: Command<CancelRequest, PromiseResponse>;

  constructor(
    commands: MoneyCommands,
    private readonly loans: LoanStore,
    private readonly events: LoanEvents,
    private readonly queries: PromisesQueries,
    private readonly clock: Clock,
  ) {
    this.make = commands.define('promises', 201, (tx, requests) => this.makePromises(tx, requests));
    this.cancel = commands.define('promise_cancellations', 200, (tx, requests) =>
      this.cancelPromises(tx, requests),
    );
  }

  /**
   * Keeps what borrowers promised to pay, each with a note. Refuses `loan_not_found`, `promise_too_far`,
   * `promise_not_needed`, an amount above all that will be owed by then, and `promise_open` unless staff replace the open
   * one. A borrower's own word counts once a month (`promise_limit`). Locks the loans, so that the order of entry tells
   * which payments came after a promise.
   */
  private async makePromises(
    tx: Tx,
    requests: readonly PromiseRequest[],
  ): Promise<Outcome<PromiseResponse>[]> {
    const ids = requests.map(({ loanId }) => loanId);
    const [today, loans] = await pipelined([this.clock.today(tx), this.loans.lock(tx, ids)]);
    const [open, payments, own] = await pipelined([
      openOf(tx, ids),
      paymentsOf(tx, [...loans.values()]),
      tx.query<{ loan_id: string; made_on: string }[]>(OWN, [ids]),
    ]);
    const ownOn = new Map(own.map(({ loan_id: loan, made_on: on }) => [loan, on]));
    const openBy = new Map(open.map((promise) => [promise.loanId, promise]));
    const made: PaymentPromise[] = [];
    const notes: Note[] = [];
    const happened: LoanEventInput[] = [];
    const replaced: PaymentPromise[] = [];
    const outcomes = requests.map((request) =>
      outcomeOf(() => {
        const { loanId, by, channel = 'message', due_on: dueOn } = request;
        const loan = loans.get(loanId);
        if (!loan || (!isStaff(by) && loan.customerId !== by.id)) {
          throw new DomainError('loan_not_found', `There is no loan ${loanId}.`);
        }
        const amount = amountOf(request, loan, payments.get(loanId) ?? [], today);
        const before = openBy.get(loanId);
        if (before) {
          assertReplaced(before, request, loan);
          replaced.push(Object.assign(before, { state: 'replaced', resolvedOn: today }));
        }
        if (!isStaff(by)) assertOneAMonth(ownOn.get(loanId), today);
        const createdAt = this.clock.now();
        const note = noteOf(request, amountText(amount, loan), createdAt);
        const promise: PaymentPromise = {
          id: newId(),
          loanId,
          amount,
          dueOn,
          channel,
          noteId: note.id,
          state: 'open',
          paid: 0n,
          madeOn: today,
          resolvedOn: null,
          madeBy: by.id,
          createdAt,
        };
        const standing = standingOf(loan);
        happened.push({
          loan,
          businessDate: today,
          kind: 'promise_made',
          before: standing,
          after: standing,
          amount,
          detail: `To be paid by ${dueOn}.`,
          promisedBy: dueOn,
          actorId: by.id,
        });
        openBy.set(loanId, promise);
        made.push(promise);
        notes.push(note);
        return promise;
      }),
    );
    keepNotes(tx, notes);
    // First, so that a loan never has two open ones; two in one batch are told apart by what they replace.
    updateRows(
      tx,
      PaymentPromise,
      replaced.filter((promise) => !made.includes(promise)),
      ['state', 'resolvedOn'],
    );
    insertRows(tx, PaymentPromise, made);
    this.events.record(tx, happened);
    const answers = await this.answers(tx, outcomes);
    return answers.map((answer, index) =>
      'value' in answer && !isStaff((requests[index] as PromiseRequest).by)
        ? { value: { ...answer.value, note: null, made_by: null } }
        : answer,
    );
  }

  /**
   * Ends open promises that no longer hold, such as one that was written down by mistake. Refuses `promise_not_found` and
   * `promise_not_open`. Locks the loans, then the promises, as the day-close does.
   */
  private async cancelPromises(
    tx: Tx,
    requests: readonly CancelRequest[],
  ): Promise<Outcome<PromiseResponse>[]> {
    const ids = requests.map(({ promiseId }) => promiseId);
    const [today, rows] = await pipelined([
      this.clock.today(tx),
      tx.query<{ loan_id: string }[]>('SELECT p.loan_id FROM promises p WHERE p.id = ANY ($1)', [ids]),
    ]);
    const [, promises] = await pipelined([
      this.loans.lock(
        tx,
        rows.map(({ loan_id }) => loan_id),
      ),
      lockPromises(tx, ids),
    ]);
    const cancelled: PaymentPromise[] = [];
    const outcomes = requests.map(({ promiseId }) =>
      outcomeOf(() => {
        const promise = promises.get(promiseId);
        if (!promise) throw new DomainError('promise_not_found', `There is no promise ${promiseId}.`);
        if (promise.state !== 'open') {
          throw new DomainError('promise_not_open', `The promise is ${promise.state} already.`, {
            state: promise.state,
          });
        }
        cancelled.push(Object.assign(promise, { state: 'cancelled', resolvedOn: today }));
        return promise;
      }),
    );
    updateRows(tx, PaymentPromise, cancelled, ['state', 'resolvedOn']);
    return this.answers(tx, outcomes);
  }

  private async answers(
    tx: Tx,
    outcomes: readonly Outcome<PaymentPromise>[],
  ): Promise<Outcome<PromiseResponse>[]> {
    const ids = outcomes.flatMap((outcome) => ('value' in outcome ? [outcome.value.id] : []));
    const shown = await this.queries.shown(tx, ids);
    return outcomes.map((outcome) =>
      'value' in outcome ? { value: shown.get(outcome.value.id) as PromiseResponse } : outcome,
    );
  }
}

/**
 * What was promised, in minor units. Throws `promise_too_far`, `promise_not_needed`, and `validation_failed` for an
 * amount above all that will be owed by then.
 */
function amountOf(
  { amount: text, due_on: dueOn }: PromiseRequest,
  loan: Loan,
  payments: readonly PaymentFact[],
  today: string,
): bigint {
  const amount = toMinorUnits(text, currencyDecimals(loan.currency));
  if (dueOn < today) {
    const message = `due_on must be ${today} or later.`;
    throw invalidFields([{ field: 'due_on', code: 'range', message }]);
  }
  const last = addDays(today, PROMISE_MOST_DAYS);
  if (dueOn > last) {
    throw new DomainError(
      'promise_too_far',
      `A promise may lie at most ${String(PROMISE_MOST_DAYS)} days ahead.`,
      {
        last_date: last,
      },
    );
  }
  if (!isOpen(loan.status)) {
    throw new DomainError('promise_not_needed', `The loan is ${loan.status}: nothing falls due on it.`, {
      loan_status: loan.status,
    });
  }
  const then = loanPosition(termsOf(loan), payments, dueOn);
  if (then.nextDueOn === null || then.nextDueOn > dueOn) {
    throw new DomainError('promise_not_needed', `Nothing is due on the loan by ${dueOn}.`, {
      next_due_date: then.nextDueOn,
    });
  }
  if (amount > then.outstanding) {
    const message = `amount must be at most ${amountText(then.outstanding, loan)}, which is all that will be owed on ${dueOn}.`;
    throw invalidFields([{ field: 'amount', code: 'range', message }]);
  }
  return amount;
}

/** Throws `promise_limit` for a borrower's second own promise on a loan within a month. */
function assertOneAMonth(lastOn: string | undefined, today: string): void {
  if (lastOn === undefined) return;
  const next = addDays(lastOn, OWN_EVERY_DAYS);
  if (next <= today) return;
  throw new DomainError('promise_limit', `Your own word counts once a month: again from ${next} on.`, {
    next_date: next,
  });
}

/** What staff wrote down is not for the borrower to replace. */
function assertReplaced(open: PaymentPromise, { replace, by }: PromiseRequest, loan: Loan): void {
  if (replace === true && isStaff(by)) return;
  const promised = formatMoney(open.amount, currencyDecimals(loan.currency));
  throw new DomainError(
    'promise_open',
    `${amountText(open.amount, loan)} are promised by ${open.dueOn}. Replace or cancel that promise.`,
    { promise: open.id, amount: promised, due_on: open.dueOn },
  );
}

/** A promise is a contact: its note shows when people look at what was said. */
function noteOf(request: PromiseRequest, amount: string, createdAt: Date): Note {
  const { loanId, by, channel = 'message', due_on: dueOn, note = `${amount} by ${dueOn}.` } = request;
  return {
    id: newId(),
    subjectType: 'loan',
    subjectId: loanId,
    // Whoever came to the counter was met.
    kind: channel === 'counter' ? 'visit' : channel,
    outcome: 'promised',
    text: note,
    authorId: by.id,
    createdAt,
    redactedAt: null,
  };
}

function amountText(amount: bigint, { currency }: Loan): string {
  return `${formatMoney(amount, currencyDecimals(currency))} ${currency}`;
}
