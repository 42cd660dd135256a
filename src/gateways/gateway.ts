import type { InstrumentKind } from '../transfers/instrument.entity.js';
import type { TransferAction } from '../transfers/known-gateways.js';
import type { Purpose } from '../transfers/transfer-states.js';

/** What a gateway is asked to do. `id` is the key under which it does it once, however often it is asked. */
export interface TransferOrder {
  id: string;
  purpose: Purpose;
  /** Minor units. */
  amount: bigint;
  currency: string;
  /** The instrument, by the name that the gateway gave it. */
  token: string;
  kind: InstrumentKind;
  /** When it was wished; it is sent later than that. */
  wishedAt: Date;
  /** Whether nobody is there who could confirm it. */
  unattended: boolean;
  /** Money that goes back to where it came from: how the gateway calls the transfer that brought it. */
  refundOf?: string | undefined;
}

/** Money that goes back through a gateway. */
export type RefundOrder = TransferOrder & { refundOf: string };

/** What a gateway is asked about. */
export interface LookOrder extends TransferOrder {
  /** How it calls the transfer, if it has said so. */
  gatewayRef: string | null;
  /** Since when the transfer is in its state. */
  since: Date;
}

export const SEEN_STATES = [
  'pending',
  'succeeded',
  'settled',
  'failed',
  'returned',
  'reinstated',
  'review',
] as const;
export type SeenState = (typeof SEEN_STATES)[number];

/** What a gateway says of a transfer now. Money that goes out is `pending` until it is there, which is `settled`. */
export interface Seen {
  state: SeenState;
  /** How it calls the transfer. */
  ref: string | null;
  /** What it kept of the money, minor units of the same currency. */
  fee?: bigint;
  /** The payout that brought the money to the bank; it stays true when the money was taken back later. */
  settledIn?: string;
  /** The payout from which it took the money back. */
  taken?: string;
  /** What it charged for that, minor units. */
  takenFee?: bigint;
  failure?: { code: string; text: string };
  /** What the person who pays has to do; never stored. */
  action?: TransferAction;
}

/** A payout of a gateway to the bank, and what it is made of. Minor units. */
export interface GatewayPayout {
  gateway: string;
  ref: string;
  /** Negative: the gateway took it from the bank's account. */
  amount: bigint;
  currency: string;
  /** Their amounts without their fees make that of the payout; in the order in which they happened. */
  entries: GatewayPayoutEntry[];
}

/** Money of a transfer that came, or (negative) was taken back; or what the gateway charged beside all transfers. */
export interface GatewayPayoutEntry {
  /** The platform's id of the transfer, or the gateway's. Neither: it is no transfer of this platform. */
  transferId?: string;
  gatewayRef?: string;
  isFee: boolean;
  amount: bigint;
  fee: bigint;
}

/** What a line of a bank statement tells of the payout that it may be. */
export interface PayoutLine {
  /** The payout that it names. */
  ref: string | null;
  /** All its references and words. */
  words: readonly string[];
  amount: bigint;
  currency: string;
  bookedOn: string;
}

/** A message from a gateway: a hint that something is new, and nothing more. What it is, `look` says. */
export interface GatewayNotice {
  eventId: string;
  type: string;
  /** The platform's id of the transfer, or the gateway's. */
  transferId?: string;
  gatewayRef?: string;
  /** The platform's id of the instrument that it is about. */
  instrumentId?: string;
}

/** How an instrument is set up: what the person types goes to the gateway, not here. */
export interface SetUp {
  clientSecret: string;
  token: string;
  label: string;
  state: 'pending' | 'usable';
  /** The page of the gateway. */
  url?: string;
}

/** What became of an instrument that was set up. */
export type InstrumentSeen =
  | { state: 'pending' | 'refused' }
  | { state: 'usable'; token: string; label: string; mandateRef: string | null };

/** Nothing was sent: it can be tried again. */
export class Unreachable extends Error {}
/** It may have been sent, and its answer was lost. It is never tried again under another key. */
export class Unclear extends Error {}

/**
 * A company that moves money for the bank. No method runs inside a transaction, and each ends within 30 seconds.
 */
export interface Gateway {
  readonly name: string;
  readonly collects: boolean;
  readonly paysOut: boolean;
  /** Whether transfers wait until staff make a file for the bank (`payout-files/`): nothing is submitted. */
  readonly byFile?: boolean;
  /** The state in which a repayment counts: a card at once, a debit that can still be refused when it has settled. */
  creditsOn(kind: InstrumentKind): 'succeeded' | 'settled';
  /** How many days after the wish the money should be in the bank. */
  settlesAfter(kind: InstrumentKind): number;
  /** Sends a transfer, once for its id. Throws `Unreachable` and `Unclear`. */
  submit(order: TransferOrder): Promise<Seen>;
  /** Sends money back to where it came from, to the order's `refundOf`; once, as `submit` does. */
  refund?(order: RefundOrder): Promise<Seen>;
  /** Whether that is taken from its payouts to the bank, so that their lines show it. */
  readonly refundsInPayouts?: boolean;
  /** What a transfer is now; the only source of its state. Throws `Unreachable`. */
  look(order: LookOrder): Promise<Seen>;
  /** Reads a message, or null when its signature is bad. */
  verify(raw: Buffer, headers: Record<string, string | string[] | undefined>): GatewayNotice | null;
  /** Begins to set up an instrument of a user. Throws `gateway_refused` and `Unreachable`. */
  setUp(wish: {
    instrumentId: string;
    kind: InstrumentKind;
    currency: string;
    token?: string | undefined;
    /** The person types on a page of the gateway, and comes back to this address. */
    comesBackTo?: string | undefined;
  }): Promise<SetUp>;
  /** The payout that a text of a bank statement names. */
  payoutIn?(text: string): string | null;
  /** The payout that a line of a bank statement is, if the line names it. Throws `Unreachable`. */
  findPayout?(line: PayoutLine): Promise<GatewayPayout | null>;
  /** What happened since, in order: what it had told us by messages, were none of them lost. Throws `Unreachable`. */
  since?(when: Date): AsyncIterable<GatewayNotice>;
  /** What became of an instrument that is pending, by the token that `setUp` gave. Throws `Unreachable`. */
  lookAtInstrument?(token: string): Promise<InstrumentSeen>;
  /**
   * Deletes what it holds of the person behind an instrument, by its token; what is deleted already is no failure. A gateway
   * without it holds nothing of people (`HOLDS_PEOPLE`). Throws `Unreachable`, `Unclear`, and why it refuses.
   */
  forget?(token: string): Promise<void>;
}
