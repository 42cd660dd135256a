import { Injectable } from '@nestjs/common';
import { ofEach } from '../lending/components.js';
import { isStaff, type Caller } from '../auth/access.js';
import { toMinorUnits } from '../http/amounts.js';
import { outcomeOf, type Outcome } from '../commands/batcher.js';
import { Clock } from '../database/clock.js';
import { newId } from '../runtime/ids.js';
import { MoneyCommands, type Command } from '../commands/money-commands.js';
import { DomainError } from '../runtime/problems.js';
import { pipelined, type Tx } from '../database/transactions.js';
import { invalidFields } from '../http/validation.js';
import type { Funding } from '../funding/funding.entity.js';
import { FundingsService } from '../funding/fundings.service.js';
import { postRepayment, type PaymentDivision } from '../ledger/postings.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { LoanStore } from '../loans/loan-store.js';
import { assertPaidOut, standingOf } from '../loans/loan-summary.js';
import type { Loan } from '../loans/loan.entity.js';
import { LoanChangeWriter, type LoanChange } from './loan-change-writer.service.js';
import { LoanSnapshots } from './loan-snapshots.service.js';
import type { Payment } from './payment.entity.js';
import { toPaymentDetailResponse, type MadePaymentResponse } from './payments.dto.js';
import { applyReplay } from './apply-replay.js';
import { applyOnTime, isOnTime } from './repayment.js';
import { asEntered, componentsOf, replayLoan, standingBefore, type LoanSnapshot } from './replay.js';
import { mostPayable, type MostPayable } from './most-payable.js';

/** A payment on a loan; `amount` is the request's text, in the loan's currency. Staff may date it in the past. */
export interface PaymentRequest {
  caller: Caller;
  loanId: string;
  amount: string;
  valueDate?: string | undefined;
}

@Injectable()
export class PaymentsService {
  /** Runs one payment; see `payLoans`. */
  readonly pay: Command<PaymentRequest, MadePaymentResponse>;

  constructor(
    commands: MoneyCommands,
    private readonly loans: LoanStore,
    private readonly fundings: FundingsService,
    private readonly files: LoanSnapshots,
    private readonly books: LoanChangeWriter,
    private readonly clock: Clock,
  ) {
    this.pay = commands.define('payments', 201, (tx, requests) => this.payLoans(tx, requests));
  }

  /**
   * Applies payments in order, several on one loan one after the other. Each is split among the loan's providers or
   * refused (`loan_not_found`, `loan_not_paid_out`, `loan_already_paid`, `payment_exceeds_balance`). A loan that is on
   * time takes a payment as it stands; any other is replayed from its payments. Locks the loans, then the providers.
   */
  async payLoans(tx: Tx, requests: readonly PaymentRequest[]): Promise<Outcome<MadePaymentResponse>[]> {
    const ids = requests.map(({ loanId }) => loanId);
    // Pipelined statements run in order: participations and providers are read after the loans are locked.
    const [today, loans, fundings, lenders] = await pipelined([
      this.clock.today(tx),
      this.loans.lock(tx, ids),
      this.fundings.ofLoans(tx, ids),
      this.fundings.lockLenders(tx, ids),
    ]);
    const toReplay = requests.flatMap(({ loanId, valueDate = today }) => {
      const loan = loans.get(loanId);
      return loan && (valueDate < today || !isOnTime(loan, today)) ? [loan] : [];
    });
    const files = await this.files.open(tx, [...new Set(toReplay)]);
    const changes: LoanChange[] = [];
    const outcomes = requests.map((request) =>
      outcomeOf(() => {
        const loan = assertVisible(loans.get(request.loanId), request);
        const payment = this.payment(loan, request, today);
        assertOpen(loan);
        const file = files.get(loan.id);
        const change = file
          ? receive(file, payment, today)
          : receiveOnTime(loan, fundings.get(loan.id) ?? [], payment, today);
        changes.push(change);
        return toMadePaymentResponse(change, payment, isStaff(request.caller));
      }),
    );
    await this.books.write(tx, today, changes, lenders);
    return outcomes;
  }

  private payment(loan: Loan, { caller, amount, valueDate }: PaymentRequest, today: string): Payment {
    assertValueDate(loan, valueDate, today);
    return {
      id: newId(),
      loanId: loan.id,
      customerId: loan.customerId,
      currency: loan.currency,
      amount: toMinorUnits(amount, currencyDecimals(loan.currency)),
      ...ofEach(() => 0n),
      commission: 0n,
      enteredBy: isStaff(caller) ? caller.id : null,
      receivedIn: 'cash',
      transferId: null,
      valueDate: valueDate ?? today,
      createdAt: this.clock.now(),
    };
  }
}

interface Change extends LoanChange {
  division: PaymentDivision;
}

function receiveOnTime(loan: Loan, fundings: readonly Funding[], payment: Payment, today: string): Change {
  const balance = loan.amountDue - loan.totalPaid;
  if (payment.amount > balance) {
    throw exceeds(loan, payment, { most: { amount: balance, closes: true }, balance, today });
  }
  const before = standingOf(loan);
  const division = applyOnTime(loan, fundings, payment.amount, today);
  Object.assign(payment, componentsOf(division));
  const postings = postRepayment({
    paymentId: payment.id,
    loanId: loan.id,
    currency: loan.currency,
    customerId: loan.customerId,
    receivedIn: payment.receivedIn,
    division,
  });
  const happened = [happening(payment, before, loan, today)];
  return { loan, fundings, division, postings, happened, lateInterest: 0n, paid: payment };
}

function receive(file: LoanSnapshot, payment: Payment, today: string): Change {
  const { loan } = file;
  const payments = [...file.payments, asEntered(payment)];
  const replayed = replayLoan({ ...file, payments }, today);
  const before = standingBefore(file, today);
  if (replayed.overpaid > 0n) {
    throw exceeds(loan, payment, { most: mostPayable(file, payment, today), balance: before.balance, today });
  }
  file.payments = payments;
  const change = applyReplay(file, replayed, payment);
  const division = replayed.divisions.get(payment.id) as PaymentDivision;
  Object.assign(payment, componentsOf(division));
  return { ...change, division, happened: [happening(payment, before, loan, today)], paid: payment };
}

function happening(
  payment: Payment,
  before: ReturnType<typeof standingOf>,
  loan: Loan,
  businessDate: string,
): LoanChange['happened'][number] {
  return {
    loanId: loan.id,
    businessDate,
    kind: payment.recovery > 0n ? 'recovery' : 'payment',
    before,
    after: standingOf(loan),
    amount: payment.amount,
    paymentId: payment.id,
    ...(payment.enteredBy === null ? {} : { actorId: payment.enteredBy }),
    ...(payment.valueDate === businessDate ? {} : { detail: `Counts from ${payment.valueDate}.` }),
  };
}

function toMadePaymentResponse(
  { loan, division }: Change,
  payment: Payment,
  showProviders: boolean,
): MadePaymentResponse {
  const { status, balance } = standingOf(loan);
  return {
    ...toPaymentDetailResponse(payment, division.shares, showProviders),
    remaining_balance: formatMoney(balance, currencyDecimals(loan.currency)),
    loan_status: status,
  };
}

function assertVisible(loan: Loan | undefined, { loanId, caller }: PaymentRequest): Loan {
  if (!loan || (!isStaff(caller) && loan.customerId !== caller.id)) {
    throw new DomainError('loan_not_found', `There is no loan ${loanId}.`);
  }
  return loan;
}

function assertValueDate(loan: Loan, valueDate: string | undefined, today: string): void {
  if (valueDate === undefined || (valueDate >= loan.startOn && valueDate <= today)) return;
  throw invalidFields([
    {
      field: 'value_date',
      code: 'range',
      message: `value_date must be from ${loan.startOn}, when the loan began, to ${today}.`,
    },
  ]);
}

function assertOpen(loan: Loan): void {
  assertPaidOut(loan);
  if (loan.status !== 'paid') return;
  throw new DomainError('loan_already_paid', 'This loan is paid: nothing is owed on it.', {
    remaining_balance: formatMoney(0n, currencyDecimals(loan.currency)),
    currency: loan.currency,
  });
}

/** The refusal of a payment that is too large, with the largest amount that the loan would take. */
function exceeds(
  loan: Loan,
  payment: Payment,
  { most, balance, today }: { most: MostPayable; balance: bigint; today: string },
): DomainError {
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(loan.currency));
  const [amount, requested] = [`${money(most.amount)} ${loan.currency}`, money(payment.amount)];
  const detail = !most.closes
    ? `At most ${amount} can count from ${payment.valueDate}: the payments after it leave no room for ${requested}.`
    : most.amount === balance
      ? `The loan still owes ${amount}, less than ${requested}.`
      : `The loan can be paid off with ${amount} on that day, less than ${requested}.`;
  return new DomainError('payment_exceeds_balance', detail, {
    remaining_balance: money(balance),
    as_of: today,
    payoff: most.closes ? money(most.amount) : null,
    most_payable: money(most.amount),
    value_date: payment.valueDate,
    requested,
    currency: loan.currency,
  });
}
