import { Injectable } from '@nestjs/common';
import { BankConfigService } from '../bank-config/bank-config.service.js';
import { outcomeOf, valueOf, type Outcome } from '../commands/batcher.js';
import {
  MoneyCommands,
  type Command,
  type CommandAnswer,
  type CommandContext,
} from '../commands/money-commands.js';
import { Clock } from '../database/clock.js';
import { pipelined, Transactions, type Tx } from '../database/transactions.js';
import { toMinorUnits } from '../http/amounts.js';
import { postCreditRefund } from '../ledger/transfer-postings.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { DomainError } from '../runtime/problems.js';
import type { Instrument } from '../transfers/instrument.entity.js';
import { assertOwn } from '../transfers/instruments.service.js';
import { PayoutStarts, type Payee } from '../transfers/payout-starts.service.js';
import type { StartedTransferResponse } from '../transfers/started-transfer.dto.js';
import type { TransferWish } from '../transfers/transfers.service.js';
import { creditSources, refundableOf, type Refundable } from './credit-sources.js';
import { CustomerCredit } from './customer-credit.js';
import type { RefundPreviewResponse } from './customer-credit.dto.js';

/** A request by staff to pay a customer's credit out; `amount` is the request's text. */
export interface RefundRequest {
  staffId: string;
  customerId: string;
  amount: string;
  instrumentId: string;
}

/** A refund that is possible, and the credit before it. */
interface PlannedRefund {
  wish: TransferWish & { partyId: string };
  expectedOn: string;
  credit: bigint;
  /** What was on its account or card to be refunded at most. */
  most: bigint;
}

/** Credit of customers that is paid out: to their bank account, or back to the card that it came from. */
@Injectable()
export class CreditRefunds {
  private readonly open: Command<RefundRequest, StartedTransferResponse>;

  constructor(
    commands: MoneyCommands,
    private readonly payouts: PayoutStarts,
    private readonly credit: CustomerCredit,
    private readonly bankConfig: BankConfigService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    this.open = commands.define('refunds', 202, (tx, requests) => this.openTransfers(tx, requests));
  }

  /** Takes the money out of the credit, opens a transfer and, once that is saved, sends it. */
  async refund(
    request: RefundRequest,
    context: CommandContext,
  ): Promise<CommandAnswer<StartedTransferResponse>> {
    return this.payouts.send(await this.open(request, context));
  }

  /** What a refund would do. Refuses what it would. Nothing changes. */
  async preview(request: RefundRequest): Promise<RefundPreviewResponse> {
    const [planned] = await this.transactions.run((tx) => this.plan(tx, [request]));
    if (!planned) throw new Error('a refund was not planned');
    const { wish, expectedOn, credit, most } = valueOf(planned);
    const money = (minor: bigint) => formatMoney(minor, currencyDecimals(wish.currency));
    return {
      amount: money(wish.amount),
      currency: wish.currency,
      instrument: wish.instrumentId ?? '',
      to_card: wish.refundOfId !== null,
      expected_on: expectedOn,
      refundable: money(most),
      credit_before: money(credit),
      credit_after: money(credit - wish.amount),
    };
  }

  private async openTransfers(
    tx: Tx,
    requests: readonly RefundRequest[],
  ): Promise<Outcome<StartedTransferResponse>[]> {
    const planned = await this.plan(tx, requests);
    const outcomes = this.payouts.open(tx, planned);
    const postings = outcomes.flatMap((outcome, index) => {
      const plan = planned[index];
      if (!plan || 'refusal' in plan || 'refusal' in outcome) return [];
      const { partyId, amount, currency } = plan.value.wish;
      return postCreditRefund({ causeId: outcome.value.transfer, currency }, partyId, amount);
    });
    this.credit.post(tx, await this.clock.today(tx), postings, []);
    return outcomes;
  }

  /**
   * What each request would open, in order. Refuses `customer_not_found`, `insufficient_credit`, `credit_on_hold`,
   * `instrument_not_found`, `payout_account_needed`, `instrument_not_usable` and `gateway_off`. Locks the customers.
   */
  private async plan(tx: Tx, requests: readonly RefundRequest[]): Promise<Outcome<PlannedRefund>[]> {
    const customerIds = requests.map(({ customerId }) => customerId);
    const [today, { currency }, instruments, customers] = await pipelined([
      this.clock.today(tx),
      this.bankConfig.inForce(tx),
      this.payouts.find(
        tx,
        requests.map(({ instrumentId }) => instrumentId),
      ),
      this.credit.lock(tx, customerIds),
    ]);
    const sources = await creditSources(tx, customerIds);
    return requests.map((request) =>
      outcomeOf(() => {
        const { customerId, instrumentId } = request;
        const customer = customers.get(customerId);
        if (!customer) throw new DomainError('customer_not_found', `There is no customer ${customerId}.`);
        const amount = toMinorUnits(request.amount, currencyDecimals(currency));
        const instrument = assertOwn(instruments.get(instrumentId), instrumentId, customerId);
        const own = sources.get(customerId) ?? [];
        const credit = customer.creditAmount;
        const refundable = refundableOf(credit, own, today);
        assertFree(refundable, amount, currency);
        const { payee, refundOfId, most } = this.wayOf(instrument, refundable, today);
        if (amount > most) throw elsewhere(instrument, { amount, most }, currency);
        customer.creditAmount -= amount;
        // Of what goes back to a card, the next request of this batch sees less.
        for (const source of own) if (source.transferId === refundOfId) source.left -= amount;
        const wish = {
          ...payee.to,
          partyId: customerId,
          purpose: 'credit_refund' as const,
          loanId: null,
          refundOfId,
          amount,
          currency,
          countsFrom: today,
          requestedBy: request.staffId,
        };
        return { wish, expectedOn: payee.expectedOn, credit, most };
      }),
    );
  }

  /** Where the money goes: to a bank account, or to the card that a transfer came from. */
  private wayOf(
    instrument: Instrument,
    refundable: Refundable,
    today: string,
  ): { payee: Payee; refundOfId: string | null; most: bigint } {
    const { id, userId, kind } = instrument;
    if (kind !== 'card') {
      const payee = this.payouts.payee(instrument, id, userId, today);
      return { payee, refundOfId: null, most: refundable.toAccount };
    }
    const payee = this.payouts.back(instrument, today);
    const [largest] = refundable.toCard(id);
    return { payee, refundOfId: largest?.transferId ?? null, most: largest?.amount ?? 0n };
  }
}

/** Throws `insufficient_credit`, and `credit_on_hold` for what may still be taken back. */
function assertFree({ credit, held, heldUntil }: Refundable, amount: bigint, currency: string): void {
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(currency));
  const facts = { credit_amount: money(credit), on_hold: money(held), requested: money(amount), currency };
  if (amount > credit) {
    const detail = `The credit is ${money(credit)} ${currency}, less than ${money(amount)}.`;
    throw new DomainError('insufficient_credit', detail, facts);
  }
  if (amount > credit - held) {
    const detail =
      `${money(held)} ${currency} of the credit came with transfers that can still be taken back` +
      `${heldUntil === null ? '' : `, until ${heldUntil}`}.`;
    throw new DomainError('credit_on_hold', detail, { ...facts, until: heldUntil });
  }
}

function elsewhere(
  { kind, label }: Instrument,
  { amount, most }: { amount: bigint; most: bigint },
  currency: string,
): DomainError {
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(currency));
  const detail =
    kind === 'card'
      ? `At most ${money(most)} ${currency} at once can go back to ${label}: that is what came from it and is left.`
      : `At most ${money(most)} ${currency} can go to ${label}: the rest came by card and goes back to the card.`;
  return new DomainError('insufficient_credit', detail, {
    refundable: money(most),
    requested: money(amount),
    currency,
  });
}
