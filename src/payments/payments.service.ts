import { Injectable } from '@nestjs/common';
import { isStaff, type Caller } from '../auth/access.js';
import { assertNotOwn } from '../auth/own-accounts.service.js';
import { toMinorUnits } from '../http/amounts.js';
import { outcomeOf, type Outcome } from '../commands/batcher.js';
import { directMoney, directPaymentOff, type DirectMoney } from '../bank-config/direct-money.js';
import { Clock } from '../database/clock.js';
import { DomainError } from '../runtime/problems.js';
import { shownShortNumber } from '../runtime/short-number.js';
import { pipelined, type Tx } from '../database/transactions.js';
import { invalidFields } from '../http/validation.js';
import { FundingsService } from '../funding/fundings.service.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { LoanStore } from '../loans/loan-store.js';
import { assertPaidOut, standingOf } from '../loans/loan-summary.js';
import type { Loan } from '../loans/loan.entity.js';
import { NO_RECEIPT, type OverTheCounter } from '../tills/till.dto.js';
import { isNoCash, NotedTransfers, type Noted } from '../transfers/noted-transfers.js';
import { newId } from '../runtime/ids.js';
import { LoanChangeWriter, type LoanChange } from './loan-change-writer.service.js';
import { LoanSnapshots } from './loan-snapshots.service.js';
import { newPayment } from './new-payment.js';
import type { Payment } from './payment.entity.js';
import { toPaymentDetailResponse, type MadePaymentResponse } from './payments.dto.js';
import { receive, receiveOnTime, type Receipt } from './receive.js';
import { isOnTime } from './repayment.js';

/** A payment on a loan; `amount` is the request's text, in the loan's currency. Staff may date it in the past. */
export interface PaymentRequest {
  caller: Caller;
  loanId: string;
  amount: string;
  valueDate?: string | undefined;
  /** Nobody's word has to be taken for it: demo data, and the preview of what an instrument will pay. */
  isVouchedFor?: boolean;
  /** How the money came, where staff took it; null for others. */
  over: OverTheCounter | null;
  /** Accounts of the caller's own, on which staff do not act. */
  own?: readonly string[];
}

/** A payment that a command made or reversed, and its answer, which has no receipt yet. */
export interface Answered<A> {
  payment: Payment;
  answer: A;
}

@Injectable()
export class PaymentsService {
  constructor(
    private readonly loans: LoanStore,
    private readonly fundings: FundingsService,
    private readonly files: LoanSnapshots,
    private readonly books: LoanChangeWriter,
    private readonly noted: NotedTransfers,
    private readonly clock: Clock,
  ) {}

  /**
   * Applies payments in order, several on one loan one after the other. Each is split among the loan's providers or
   * refused (`loan_not_found`, `direct_payment_off`, `loan_not_paid_out`, `loan_already_paid`, `payment_exceeds_balance`).
   * A loan that is on time takes a payment as it stands; any other is replayed from its payments. What staff take by
   * anything but cash waits for its line, where the bank has an account elsewhere. Locks the loans, then the providers.
   */
  async payLoans(
    tx: Tx,
    requests: readonly PaymentRequest[],
  ): Promise<Outcome<Answered<MadePaymentResponse>>[]> {
    const ids = requests.map(({ loanId }) => loanId);
    // Pipelined statements run in order: participations and providers are read after the loans are locked.
    const [today, direct, loans, fundings, lenders] = await pipelined([
      this.clock.today(tx),
      directMoney(tx),
      this.loans.lock(tx, ids),
      this.fundings.ofLoans(tx, ids),
      this.fundings.lockLenders(tx, ids),
    ]);
    const toReplay = requests.flatMap(({ loanId, valueDate = today }) => {
      const loan = loans.get(loanId);
      return loan && (valueDate < today || !isOnTime(loan, today)) ? [loan] : [];
    });
    const files = await this.files.open(tx, [...new Set(toReplay)]);
    const waits = await this.noted.areWaitedFor(tx, requests);
    const changes: LoanChange[] = [];
    const outcomes = requests.map((request) =>
      outcomeOf(() => {
        const loan = assertVisible(loans.get(request.loanId), request);
        assertTaken(loan, request, direct);
        const payment = this.payment(loan, request, today, waits && isNoCash(request));
        assertOpen(loan);
        const file = files.get(loan.id);
        const change = file
          ? receive(file, payment, today)
          : receiveOnTime(loan, fundings.get(loan.id) ?? [], payment, today);
        changes.push(change);
        return { payment, answer: toMadePaymentResponse(change, payment, isStaff(request.caller)) };
      }),
    );
    await this.noted.keep(
      tx,
      today,
      changes.flatMap(({ paid }) => (paid ? notedIn(paid) : [])),
    );
    await this.books.write(tx, today, changes, lenders);
    return outcomes;
  }

  private payment(
    loan: Loan,
    { caller, amount, valueDate }: PaymentRequest,
    today: string,
    isNoted: boolean,
  ): Payment {
    assertValueDate(loan, valueDate, today);
    return newPayment(loan, {
      amount: toMinorUnits(amount, currencyDecimals(loan.currency)),
      enteredBy: isStaff(caller) ? caller.id : null,
      receivedIn: isNoted ? 'clearing' : 'cash',
      transferId: isNoted ? newId() : null,
      valueDate: valueDate ?? today,
      createdAt: this.clock.now(),
    });
  }
}

/** The transfer that a payment waits for. */
function notedIn({
  transferId,
  loanId,
  customerId,
  amount,
  currency,
  valueDate,
  enteredBy,
}: Payment): Noted[] {
  if (transferId === null) return [];
  const money = { amount, currency, countsFrom: valueDate, requestedBy: enteredBy };
  return [{ ...money, id: transferId, purpose: 'repayment', partyId: customerId, loanId }];
}

export function toMadePaymentResponse(
  { loan, division }: Receipt,
  payment: Payment,
  showProviders: boolean,
): MadePaymentResponse {
  const { status, balance } = standingOf(loan);
  return {
    ...toPaymentDetailResponse(payment, division.shares, showProviders),
    remaining_balance: formatMoney(balance, currencyDecimals(loan.currency)),
    loan_status: status,
    ...NO_RECEIPT,
  };
}

function assertVisible(loan: Loan | undefined, { loanId, caller, own = [] }: PaymentRequest): Loan {
  if (!loan || (!isStaff(caller) && loan.customerId !== caller.id)) {
    throw new DomainError('loan_not_found', `There is no loan ${loanId}.`);
  }
  assertNotOwn(own, loan.customerId);
  return loan;
}

/** Throws `direct_payment_off` where the bank takes only the word of its staff. */
function assertTaken(
  { number }: Loan,
  { caller, isVouchedFor }: PaymentRequest,
  { payments }: Pick<DirectMoney, 'payments'>,
): void {
  if (payments === 'everyone' || isStaff(caller) || isVouchedFor === true) return;
  throw directPaymentOff(shownShortNumber(number));
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

/** Throws `loan_not_paid_out` and `loan_already_paid`. */
export function assertOpen(loan: Loan): void {
  assertPaidOut(loan);
  if (loan.status !== 'paid') return;
  throw new DomainError('loan_already_paid', 'This loan is paid: nothing is owed on it.', {
    remaining_balance: formatMoney(0n, currencyDecimals(loan.currency)),
    currency: loan.currency,
  });
}
