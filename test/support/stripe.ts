import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { StripePages } from './stripe-pages.js';
import { found, refused, StripeAccount, type Answer, type Fields } from './stripe-account.js';

export const STRIPE_KEY = 'sk_test_ofTheStandIn0001';
export const WEBHOOK_SECRET = 'whsec_ofTheStandIn0000001';

interface Call {
  method: string;
  path: string;
  key: string | undefined;
  params: URLSearchParams;
}

/** What becomes of the answer to a request that was carried out. */
export type Fault = 'drop' | 'hold' | 'drop before' | 429 | 500;

/** A stand-in for Stripe on this machine, for its own SDK, with its idempotency keys and the faults of a network. */
export class StripeStandIn extends StripeAccount {
  readonly calls: Call[] = [];
  /** For the next requests that create a payment, one each. */
  readonly faults: Fault[] = [];
  /** For the next requests about customers, one each. */
  readonly customerFaults: Fault[] = [];
  /** Whether its search finds what there is; Stripe's lags behind. */
  finds = true;
  private readonly answers = new Map<string, { asked: string; status: number; body: unknown }>();
  readonly pages = new StripePages(this, () => this.address);
  private readonly held: (() => void)[] = [];
  private address = '';
  private readonly server = createServer((request, response) => void this.serve(request, response));

  async listen(port = 0): Promise<string> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    this.address = `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
    return this.address;
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  /** Sends the answers that are held. */
  release(): void {
    for (const answer of this.held.splice(0)) answer();
  }

  /** Forgets the keys, as Stripe does after a day. */
  forgetKeys(): void {
    this.answers.clear();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const url = new URL(request.url ?? '/', 'http://stripe');
    if (url.pathname.startsWith('/pages/')) {
      show(response, this.pages.visit(url.pathname));
      return;
    }
    const key = request.headers['idempotency-key'];
    const params = body === '' ? url.searchParams : new URLSearchParams(body);
    const call = { method: request.method ?? '', path: url.pathname, key: key?.toString(), params };
    this.calls.push(call);
    const fault = /^POST \/v1\/(payment_intents|refunds)$/.test(`${call.method} ${call.path}`)
      ? this.faults.shift()
      : call.path.startsWith('/v1/customers')
        ? this.customerFaults.shift()
        : undefined;
    if (fault === 'drop before') {
      request.socket.destroy();
      return;
    }
    if (typeof fault === 'number') {
      send(response, fault, { error: { type: 'api_error', message: 'Sorry.' } });
      return;
    }
    const { status, body: answer } = this.once(call, body);
    if (fault === 'drop') {
      request.socket.destroy();
      return;
    }
    if (fault === 'hold') await new Promise<void>((resolve) => this.held.push(resolve));
    send(response, status, answer);
  }

  /** The first answer under a key is the answer to all requests with it. */
  private once(call: Call, asked: string): Answer {
    const known = call.key === undefined ? undefined : this.answers.get(call.key);
    if (known && known.asked !== asked) {
      return { status: 400, body: { error: { type: 'idempotency_error', message: 'Other parameters.' } } };
    }
    if (known) return known;
    const answer = structuredClone(this.answer(call));
    if (call.key !== undefined) this.answers.set(call.key, { asked, ...answer });
    return answer;
  }

  /** Who has to confirm a payment is sent to a page, where there is an address to come back to. */
  private askedToConfirm(answer: Answer, params: URLSearchParams): Answer {
    const intent = this.intents.get(String((answer.body as Fields).id));
    const back = params.get('return_url');
    if (intent?.status !== 'requires_action' || back === null) return answer;
    const asked = { url: this.pages.urlOf(String(intent.id)), return_url: back };
    intent.next_action = { type: 'redirect_to_url', redirect_to_url: asked };
    return found(this.expanded(intent));
  }

  /** A page of what is listed the newest first, as long as it is of what is asked for. */
  private pageOf(all: Fields[], params: URLSearchParams): Answer {
    const after = params.get('starting_after');
    const from = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
    const since = Number(params.get('created[gte]'));
    const types = [...params].flatMap(([name, value]) => (name.startsWith('types[') ? [value] : []));
    const wanted = all
      .slice(from)
      .filter(({ created, type }) => Number(created) >= since && types.includes(String(type)));
    const size = Number(params.get('limit'));
    const data = wanted.slice(0, size);
    return {
      status: 200,
      body: { object: 'list', data, has_more: wanted.length > size, url: '/v1/events' },
    };
  }

  private answer({ method, path, params }: Call): Answer {
    const [, , resource = '', id = '', verb] = path.split('/');
    const list = (data: unknown[]) => ({
      status: 200,
      body: { object: 'list', data, has_more: false, url: path },
    });
    switch (`${method} ${resource}${verb === undefined ? '' : ` ${verb}`}`) {
      case 'POST customers':
        return found(this.makeCustomer());
      case 'GET customers':
        return found(this.customers.get(id));
      case 'DELETE customers':
        return this.deleteCustomer(id);
      case 'POST setup_intents':
        return { status: 200, body: this.makeSetup(params) };
      case 'GET setup_intents':
        return found(this.setups.get(id));
      case 'POST setup_intents cancel':
        return this.cancelSetup(id);
      case `POST checkout ${String(verb)}`:
        return this.pages.expire(verb ?? '');
      case 'POST checkout':
        return this.pages.open(params, this.makeSetup(params));
      case `GET checkout ${String(verb)}`:
        return found(this.pages.sessions.get(verb ?? ''));
      case 'POST payment_intents':
        return this.askedToConfirm(this.pay(params), params);
      case 'GET payment_intents': {
        if (id !== 'search') return found(this.expanded(this.intents.get(id)));
        const wanted = /'([^']+)'$/.exec(params.get('query') ?? '')?.[1];
        const all = [...this.intents.values()].filter(
          ({ metadata }) => (metadata as Fields).transfer === wanted,
        );
        return list(this.finds ? all : []);
      }
      case 'POST payment_intents cancel': {
        const intent = this.intents.get(id)!;
        if (['succeeded', 'canceled'].includes(String(intent.status))) {
          return refused('payment_intent_unexpected_state', `It is ${String(intent.status)}.`);
        }
        Object.assign(intent, { status: 'canceled', cancellation_reason: params.get('cancellation_reason') });
        return found(this.expanded(intent));
      }
      case 'GET disputes': {
        const of = params.get('charge');
        const isWanted = ({ charge, created }: Fields) =>
          of === null ? Number(created) >= Number(params.get('created[gte]')) : charge === of;
        return list(this.disputes.filter(isWanted));
      }
      case 'POST refunds':
        return this.makeRefund(params);
      case 'GET refunds': {
        if (id !== '') return found(this.refundOf(id));
        const of = params.get('payment_intent');
        return list(of === null ? [] : this.refunds.filter((refund) => refund.payment_intent === of));
      }
      case 'GET events':
        return this.pageOf(this.told.toReversed(), params);
      case 'GET payouts': {
        if (id !== '') return found(this.payouts.find((payout) => payout.id === id));
        const traced = this.payouts.filter(
          (payout) => Number(payout.arrival_date) >= Number(params.get('arrival_date[gte]')),
        );
        if (params.has('arrival_date[gte]')) return list(traced);
        const from = Number(params.get('created[gte]'));
        const until = Number(params.get('created[lte]'));
        const isWanted = ({ created, status }: Fields) =>
          status === params.get('status') && Number(created) >= from && Number(created) <= until;
        return list(this.payouts.filter(isWanted).reverse());
      }
      case 'GET balance_transactions':
        return list(
          this.payouts
            .find((payout) => payout.id === params.get('payout'))!
            .holds.map((held) => ({ ...this.entries.get(held), source: this.sourceOf(held) }))
            .reverse(),
        );
      default:
        throw new Error(`the stand-in has no ${method} ${path}`);
    }
  }
}

/** A webhook as Stripe signs it. */
export function signedEvent(
  object: Fields,
  {
    type = 'payment_intent.succeeded',
    secret = WEBHOOK_SECRET,
    at = new Date(),
    id = `evt_${randomUUID()}`,
  } = {},
): { body: string; headers: Record<string, string> } {
  const body = JSON.stringify({ id, type, data: { object } });
  const time = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  return {
    body,
    headers: { 'content-type': 'application/json', 'stripe-signature': `t=${time},v1=${signature}` },
  };
}

function show(response: ServerResponse, shown: ReturnType<StripePages['visit']>): void {
  if ('to' in shown) response.writeHead(302, { location: shown.to }).end();
  else response.writeHead(200, { 'content-type': 'text/html' }).end(shown.html);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_1' });
  response.end(JSON.stringify(body));
}
