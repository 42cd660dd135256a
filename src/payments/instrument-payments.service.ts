import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/access.js';
import { outcomeOf, type Outcome } from '../commands/batcher.js';
import {
  MoneyCommands,
  type Command,
  type CommandAnswer,
  type CommandContext,
} from '../commands/money-commands.js';
import { Clock } from '../database/clock.js';
import { pipelined, type Tx } from '../database/transactions.js';
import { toMinorUnits } from '../http/amounts.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { payoffOn } from '../lending/loan-position.js';
import { paymentsOf, type PaymentFact } from '../loans/loan-payments.js';
import { LoanStore } from '../loans/loan-store.js';
import { termsOf } from '../loans/loan-terms.js';
import { isOutgrown, standingOn } from '../loans/loan-today.js';
import type { Loan } from '../loans/loan.entity.js';
import { DomainError } from '../runtime/problems.js';
import { assertOwn, assertUsable, Instruments } from '../transfers/instruments.service.js';
import { KnownGateways } from '../transfers/known-gateways.js';
import type { StartedTransferResponse } from '../transfers/started-transfer.dto.js';
import { openEach, sendOpened } from '../transfers/start-transfers.js';
import { Transfers, type TransferWish } from '../transfers/transfers.service.js';
import { inTransitTo } from '../transfers/under-way.js';
import { assertOpen } from './payments.service.js';
import { tooLarge } from './receive.js';

/** A customer's wish to pay on a loan with a card or from a bank account; `amount` is the request's text. */
export interface InstrumentPaymentRequest {
  caller: Caller;
  loanId: string;
  amount: string;
  instrumentId: string;
}

/** Payments that a gateway has to collect first. */
@Injectable()
export class InstrumentPayments {
  private readonly open: Command<InstrumentPaymentRequest, StartedTransferResponse>;

  constructor(
    commands: MoneyCommands,
    private readonly loans: LoanStore,
    private readonly transfers: Transfers,
    private readonly instruments: Instruments,
    private readonly gateways: KnownGateways,
    private readonly clock: Clock,
  ) {
    this.open = commands.define('transfers', 202, (tx, requests) => this.openTransfers(tx, requests));
  }

  /**
   * Opens a transfer and, once it is saved, sends it at once. The answer to a repeated key is the first one. Refuses what
   * `openTransfers` does.
   */
  async pay(
    request: InstrumentPaymentRequest,
    context: CommandContext,
  ): Promise<CommandAnswer<StartedTransferResponse>> {
    const answer = await this.open(request, context);
    return sendOpened(answer, this.gateways);
  }

  /**
   * Opens a transfer for each request, in order. Refuses `loan_not_found`, `instrument_not_found`,
   * `instrument_not_usable`, `gateway_off`, `loan_not_paid_out`, `loan_already_paid`, `payment_exceeds_balance`, and
   * `loan_has_transfer_pending` where what is in transit leaves no room. Locks the loans.
   */
  private async openTransfers(
    tx: Tx,
    requests: readonly InstrumentPaymentRequest[],
  ): Promise<Outcome<StartedTransferResponse>[]> {
    const loanIds = requests.map(({ loanId }) => loanId);
    const [today, loans, instruments, inTransit] = await pipelined([
      this.clock.today(tx),
      this.loans.lock(tx, loanIds),
      this.instruments.find(
        tx,
        requests.map(({ instrumentId }) => instrumentId),
      ),
      inTransitTo(tx, loanIds),
    ]);
    const replayed = [...loans.values()].filter(
      (loan) => isOutgrown(loan, today) || takesLessThanItOwes(loan),
    );
    const payments = await paymentsOf(tx, replayed);
    const wanted = requests.map((request) =>
      outcomeOf(() => {
        const { caller, loanId, instrumentId } = request;
        const loan = loans.get(loanId);
        if (loan?.customerId !== caller.id) {
          throw new DomainError('loan_not_found', `There is no loan ${loanId}.`);
        }
        const instrument = assertOwn(instruments.get(instrumentId), instrumentId, caller.id);
        assertUsable(instrument);
        const gateway = this.gateways.get(instrument.gateway);
        assertOpen(loan);
        const made = payments.get(loan.id) ?? [];
        const { balance } = standingOn(loan, made, today);
        const amount = toMinorUnits(request.amount, currencyDecimals(loan.currency));
        const pending = inTransit.get(loan.id) ?? 0n;
        const room = roomOf(loan, made, { pending, balance, today });
        if (amount > room && pending > 0n) throw pendingAlready(loan, { pending, amount, balance, room });
        if (amount > room) throw tooLarge(loan, amount, { most: room, balance, today });
        inTransit.set(loan.id, pending + amount);
        const expectedOn = gateway.expectedOn(instrument.kind, today);
        return { wish: wishOf(loan, amount, instrument, today), expectedOn };
      }),
    );
    return openEach(tx, this.transfers, wanted);
  }
}

/** Whether paying a loan off early costs less than all that it would owe to the end: its remaining balance is no limit. */
function takesLessThanItOwes({ interestMethod, prepaymentRebate, writtenOffOn }: Loan): boolean {
  return writtenOffOn === null && (interestMethod !== 'flat' || prepaymentRebate);
}

/**
 * The most that can still be paid from today, minor units: the payoff figure once everything on its way has arrived. More
 * would be collected and not taken by the loan.
 */
function roomOf(
  loan: Loan,
  made: readonly PaymentFact[],
  { pending, balance, today }: { pending: bigint; balance: bigint; today: string },
): bigint {
  if (!takesLessThanItOwes(loan)) return pending < balance ? balance - pending : 0n;
  const arrived = pending > 0n ? [{ on: today, amount: pending }] : [];
  return payoffOn(termsOf(loan), [...made, ...arrived], today).total;
}

function wishOf(
  { id: loanId, currency, customerId }: Loan,
  amount: bigint,
  instrument: { id: string; gateway: string },
  today: string,
): TransferWish {
  return {
    purpose: 'repayment',
    partyId: customerId,
    loanId,
    amount,
    currency,
    gateway: instrument.gateway,
    instrumentId: instrument.id,
    countsFrom: today,
    requestedBy: customerId,
  };
}

function pendingAlready(
  { currency }: Loan,
  { pending, amount, balance, room }: Record<'pending' | 'amount' | 'balance' | 'room', bigint>,
): DomainError {
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(currency));
  return new DomainError(
    'loan_has_transfer_pending',
    `${money(pending)} ${currency} are on their way: beside them the loan takes at most ${money(room)}, less than ${money(amount)}.`,
    {
      in_transit: money(pending),
      remaining_balance: money(balance),
      most_payable: money(room),
      requested: money(amount),
      currency,
    },
  );
}
