import type { TransferOrder } from '../../src/gateways/gateway.js';
import { StripeGateway } from '../../src/gateways/stripe-gateway.js';
import { newId } from '../../src/runtime/ids.js';
import { STRIPE_KEY, StripeStandIn, WEBHOOK_SECRET } from './stripe.js';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
type Order = TransferOrder & { gatewayRef: null };

/** The adapter, a stand-in before it, and a clock that runs, as that of the stand-in does, and can be moved. */
export class StripeBench {
  private ahead = 0;

  private constructor(
    readonly stripe: StripeStandIn,
    readonly gateway: StripeGateway,
    readonly address: string,
  ) {}

  static async start(): Promise<StripeBench> {
    const stripe = new StripeStandIn();
    const address = await stripe.listen();
    const settings = { secretKey: STRIPE_KEY, webhookSecrets: [WEBHOOK_SECRET], apiBase: new URL(address) };
    const clock = { now: () => bench.now } as never;
    const config = {
      stripe: settings,
      publicUrl: 'https://loans.example.org',
      host: '127.0.0.1',
      port: 8000,
    };
    const bench = new StripeBench(stripe, new StripeGateway(config, clock), address);
    return bench;
  }

  private get now(): Date {
    return new Date(Date.now() + this.ahead);
  }

  later(ms: number): void {
    this.ahead += ms;
  }

  orderOf(method = 'pm_ok', more: Partial<TransferOrder> = {}): Order {
    return {
      ...{
        id: newId(),
        purpose: 'repayment',
        amount: 8750n,
        currency: 'USD',
        kind: 'card',
        unattended: false,
      },
      ...{ token: `cus_1/${method}`, wishedAt: this.now, gatewayRef: null, ...more },
    };
  }

  /** A payment that was made. */
  async paid(): Promise<TransferOrder & { gatewayRef: string }> {
    const order = this.orderOf();
    const { ref } = await this.gateway.submit(order);
    return { ...order, gatewayRef: ref ?? '' };
  }
}
