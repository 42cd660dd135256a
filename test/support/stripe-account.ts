import { randomUUID } from 'node:crypto';

const DAY = 86_400;

export type Fields = Record<string, unknown>;
export interface Answer {
  status: number;
  body: unknown;
}

/**
 * The books of a stand-in for Stripe: intents, charges, refunds, disputes, balance transactions and payouts, as Stripe keeps
 * them. What becomes of a payment is in its payment method.
 */
export class StripeAccount {
  readonly intents = new Map<string, Fields>();
  readonly customers = new Map<string, Fields>();
  readonly setups = new Map<string, Fields>();
  readonly charges = new Map<string, Fields>();
  readonly entries = new Map<string, Fields>();
  readonly payouts: (Fields & { id: string; holds: string[] })[] = [];
  readonly disputes: Fields[] = [];
  /** What it would tell whoever asks what has happened, the oldest first. */
  readonly told: Fields[] = [];

  refundsEnd: 'succeeded' | 'pending' | 'failed' = 'succeeded';

  /** How many times somebody's money was taken. */
  get charged(): number {
    return [...this.charges.values()].filter(({ status }) => status !== 'failed').length;
  }

  /** Puts a saved card or account behind a setup intent, as the gateway's own fields do. */
  confirmSetup(id: string, method: Fields = { id: 'pm_ok', card: { brand: 'visa', last4: '4242' } }): void {
    const setup = this.setups.get(id)!;
    if (setup.status === 'canceled' || this.isDeleted(setup.customer)) throw new Error(`${id} is closed`);
    Object.assign(setup, {
      status: 'succeeded',
      payment_method: method,
      mandate: 'mandate_1',
    });
  }

  /** The person confirms a payment, or fails to. */
  confirm(id: string, outcome: 'ok' | 'declined' = 'ok'): void {
    const intent = this.intents.get(id)!;
    intent.status = outcome === 'ok' ? 'succeeded' : 'requires_payment_method';
    if (outcome === 'ok') this.charge(intent);
    else
      intent.last_payment_error = {
        code: 'payment_intent_authentication_failure',
        message: 'It was not confirmed.',
      };
  }

  /** Money that moves at Stripe; it is available two days later, unless said otherwise. */
  entry(fields: Fields): Fields {
    const now = Math.floor(Date.now() / 1000);
    const entry = {
      ...{ id: `txn_${randomUUID()}`, object: 'balance_transaction', currency: 'usd', fee: 0 },
      ...{ created: now, available_on: now + 2 * DAY, ...fields },
    };
    this.entries.set(entry.id, entry);
    return entry;
  }

  /** All available money goes to the bank, and what was taken back with it. */
  payOut(fields: Fields = {}): string {
    const inPayouts = new Set(this.payouts.flatMap(({ holds }) => holds));
    const open = [...this.entries.values()].filter(({ id }) => !inPayouts.has(String(id)));
    for (const entry of open) entry.available_on = entry.created;
    const id = `po_${randomUUID()}`;
    const created = Math.floor(Date.now() / 1000);
    const paid = { status: 'paid', automatic: true, reconciliation_status: 'completed', currency: 'usd' };
    const amount = open.reduce((sum, entry) => sum + Number(entry.amount) - Number(entry.fee), 0);
    this.payouts.push({
      ...paid,
      amount,
      created,
      arrival_date: created,
      ...fields,
      id,
      holds: open.map((entry) => String(entry.id)),
    });
    return id;
  }

  refund(intent: string, amount?: number): Fields {
    const charge = this.chargeOf(intent);
    const refund: Fields = { amount: amount ?? charge.amount, status: 'succeeded' };
    refund.balance_transaction = this.entry({ amount: -Number(refund.amount) });
    (charge.refunds as { data: Fields[] }).data.push(refund);
    return refund;
  }

  /** What the platform sends back to a card; what becomes of it is in `refundsEnd`. */
  protected makeRefund(params: URLSearchParams): Answer {
    const intent = params.get('payment_intent') ?? '';
    const charge = this.chargeOf(intent);
    const amount = Number(params.get('amount'));
    const { data } = charge.refunds as { data: Fields[] };
    const left = data.reduce((rest, refund) => rest - Number(refund.amount), Number(charge.amount));
    if (amount > left) return refused('charge_already_refunded', 'There is less left of the charge.');
    const refund: Fields = {
      ...{ id: `re_${randomUUID()}`, object: 'refund', amount, payment_intent: intent },
      ...{ status: this.refundsEnd, metadata: metadataIn(params), failure_balance_transaction: null },
      balance_transaction: this.refundsEnd === 'succeeded' ? this.entry({ amount: -amount }) : null,
    };
    if (this.refundsEnd === 'failed') refund.failure_reason = 'expired_or_canceled_card';
    data.push(refund);
    return { status: 200, body: refund };
  }

  /** A card that took money back turns out to be closed. */
  failRefund(id: string): void {
    const refund = this.refundOf(id)!;
    Object.assign(refund, { status: 'failed', failure_reason: 'expired_or_canceled_card' });
    refund.failure_balance_transaction = this.entry({ amount: refund.amount });
  }

  refundOf(id: string): Fields | undefined {
    return this.refunds.find((refund) => refund.id === id);
  }

  get refunds(): Fields[] {
    return [...this.charges.values()].flatMap(({ refunds }) => (refunds as { data: Fields[] }).data);
  }

  dispute(intent: string, fee = 1500): Fields {
    const charge = this.chargeOf(intent);
    charge.disputed = true;
    const moved = [this.entry({ amount: -Number(charge.amount), fee })];
    const now = Math.floor(Date.now() / 1000);
    const dispute = {
      ...{ id: `dp_${randomUUID()}`, object: 'dispute', payment_intent: intent, created: now },
      charge: charge.id,
      amount: charge.amount,
      status: 'needs_response',
      balance_transactions: moved,
    };
    this.disputes.push(dispute);
    this.told.push({
      ...{ id: `evt_${randomUUID()}`, type: 'charge.dispute.created' },
      ...{ created: now, data: { object: dispute } },
    });
    return dispute;
  }

  win(dispute: Fields): void {
    dispute.status = 'won';
    const back = this.entry({ amount: dispute.amount });
    (dispute.balance_transactions as Fields[]).push(back);
  }

  chargeOf(intent: string): Fields {
    return this.charges.get(String(this.intents.get(intent)?.latest_charge))!;
  }

  /** The charge or dispute that moved this money. */
  protected sourceOf(entry: string): Fields | null {
    const isIts = (charge: Fields) => (charge.balance_transaction as Fields).id === entry;
    const charge = [...this.charges.values()].find(isIts);
    const charged = [...this.intents.values()].find(({ latest_charge: latest }) => latest === charge?.id);
    if (charge && charged) return { object: 'charge', payment_intent: charged.id };
    const isBack = (refund: Fields) =>
      [refund.balance_transaction, refund.failure_balance_transaction].some(
        (moved) => (moved as Fields | null)?.id === entry,
      );
    const refund = this.refunds.find(isBack);
    if (refund) return refund;
    const isOf = ({ balance_transactions: moved }: Fields) =>
      (moved as Fields[]).some(({ id }) => id === entry);
    return this.disputes.find(isOf) ?? null;
  }

  protected makeCustomer(): Fields {
    const customer: Fields = { id: `cus_${randomUUID()}`, object: 'customer' };
    this.customers.set(String(customer.id), customer);
    return customer;
  }

  /** Its cards go with it; who was deleted is known as such, and cannot be deleted again. */
  protected deleteCustomer(id: string): Answer {
    const customer = this.customers.get(id);
    if (!customer || this.isDeleted(id)) return found(undefined);
    this.customers.set(id, { id, object: 'customer', deleted: true });
    return found(this.customers.get(id));
  }

  protected isDeleted(customer: unknown): boolean {
    return this.customers.get(String(customer))?.deleted === true;
  }

  protected cancelSetup(id: string): Answer {
    const setup = this.setups.get(id);
    if (setup?.status === 'succeeded') return refused('setup_intent_unexpected_state', 'It has succeeded.');
    return found(setup && Object.assign(setup, { status: 'canceled' }));
  }

  protected makeSetup(params: URLSearchParams): Fields {
    const id = `seti_${randomUUID()}`;
    const setup = {
      id,
      client_secret: `${id}_secret`,
      status: 'requires_payment_method',
      customer: params.get('customer'),
    };
    this.setups.set(id, { ...setup, payment_method: null, mandate: null, metadata: metadataIn(params) });
    return this.setups.get(id)!;
  }

  protected pay(params: URLSearchParams): Answer {
    const id = `pi_${randomUUID()}`;
    const method = params.get('payment_method') ?? '';
    const intent: Fields = {
      ...{
        id,
        client_secret: `${id}_secret`,
        amount: Number(params.get('amount')),
        currency: params.get('currency'),
      },
      ...{
        created: Math.floor(Date.now() / 1000),
        metadata: metadataIn(params),
        latest_charge: null,
        amount_received: 0,
      },
      ...{ status: 'processing', last_payment_error: null, cancellation_reason: null },
    };
    if (method === 'pm_missing' || this.isDeleted(params.get('customer')))
      return refused('resource_missing', 'No such payment method.');
    this.intents.set(id, intent);
    const asksForMore = method === 'pm_3d';
    const isDeclined = method.startsWith('pm_declined') || (asksForMore && params.has('off_session'));
    if (isDeclined) {
      const decline = method === 'pm_declined_stolen' ? 'stolen_card' : 'insufficient_funds';
      const error = asksForMore
        ? { code: 'authentication_required', message: 'It asks for its owner.' }
        : { code: 'card_declined', decline_code: decline, message: 'Your card was declined.' };
      Object.assign(intent, { status: 'requires_payment_method', last_payment_error: error });
      return { status: 402, body: { error: { type: 'card_error', ...error, payment_intent: intent } } };
    }
    if (asksForMore) intent.status = 'requires_action';
    else if (method !== 'pm_debit') {
      intent.status = 'succeeded';
      this.charge(intent);
    }
    return { status: 200, body: this.expanded(intent) };
  }

  private charge(intent: Fields): void {
    const { amount, currency } = intent;
    // 2.9 % and 30.
    const entry = this.entry({ amount, currency, fee: Math.round(Number(amount) * 0.029) + 30 });
    const id = `ch_${randomUUID()}`;
    this.charges.set(id, {
      id,
      amount,
      status: 'succeeded',
      failure_code: null,
      failure_message: null,
      disputed: false,
      balance_transaction: entry,
      refunds: { data: [] },
    });
    Object.assign(intent, { latest_charge: id, amount_received: amount });
  }

  protected expanded(intent: Fields | undefined): Fields | undefined {
    return intent && { ...intent, latest_charge: this.charges.get(String(intent.latest_charge)) ?? null };
  }
}

function metadataIn(params: URLSearchParams): Fields {
  return Object.fromEntries(
    [...params].flatMap(([name, value]) => {
      const key = /^metadata\[(\w+)\]$/.exec(name)?.[1];
      return key === undefined ? [] : [[key, value]];
    }),
  );
}

export function found(body: Fields | undefined): Answer {
  return body ? { status: 200, body } : { ...refused('resource_missing', 'No such object.'), status: 404 };
}

export function refused(code: string, message: string): Answer {
  return { status: 400, body: { error: { type: 'invalid_request_error', code, message } } };
}
