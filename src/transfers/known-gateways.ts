import { Injectable } from '@nestjs/common';
import { DomainError } from '../runtime/problems.js';
import type { InstrumentKind } from './instrument.entity.js';
import type { TransferState } from './transfer-states.js';

/** What a gateway still needs of the person who pays, such as a page to confirm it on. For nobody else's eyes. */
export interface TransferAction {
  /** Where to go, or what to give to the gateway's own fields. */
  url?: string;
  client_secret?: string;
}

/** How far a transfer came when it was sent. */
export interface Sent {
  state: TransferState;
  action?: TransferAction;
}

/** What rooms that open transfers need to know of a gateway. */
export interface KnownGateway {
  name: string;
  collects: boolean;
  paysOut: boolean;
  /** Whether it sends money back to the card that it came from. */
  refunds: boolean;
  /** Whether what it pays out waits for a file for the bank. */
  byFile: boolean;
  /** The date on which money that is asked for today should be in the bank. */
  expectedOn: (kind: InstrumentKind, today: string) => string;
  /** Sends a transfer that was committed, if nobody else does already; answers how far it came. Never throws. */
  send: (transferId: string) => Promise<Sent | null>;
}

/** The gateways in force, which `gateways/` registers at start-up: this room does not know them. */
@Injectable()
export class KnownGateways {
  private readonly known = new Map<string, KnownGateway>();

  register(gateway: KnownGateway): void {
    this.known.set(gateway.name, gateway);
  }

  get names(): string[] {
    return [...this.known.keys()];
  }

  /** Those that collect from cards and accounts of people: a bank's file only pays out. */
  get collecting(): string[] {
    return [...this.known.values()].filter(({ collects }) => collects).map(({ name }) => name);
  }

  /** Those that pay out to accounts that people register. */
  get payingOut(): string[] {
    return [...this.known.values()].filter(({ paysOut }) => paysOut).map(({ name }) => name);
  }

  /** Whether any of them pays out. */
  get payOut(): boolean {
    return this.payingOut.length > 0;
  }

  find(name: string): KnownGateway | undefined {
    return this.known.get(name);
  }

  /** Throws `gateway_off`. */
  get(name: string): KnownGateway {
    const gateway = this.known.get(name);
    if (gateway) return gateway;
    throw new DomainError('gateway_off', `The gateway "${name}" is not in use here.`, { gateway: name });
  }
}
