import type { Answer, Fields, StripeAccount } from './stripe-account.js';

/** What somebody sees who was sent to a page of the stand-in: a page to read, or where it leads on. */
type Shown = { html: string } | { to: string };

/** The pages of a stand-in for Stripe, on which people save cards and confirm payments. */
export class StripePages {
  /** Checkout's pages, by id. */
  readonly sessions = new Map<string, Fields>();
  /** The card that people type in there. */
  card: Fields = { id: 'pm_ok', card: { brand: 'visa', last4: '4242' } };

  /** Where the server of a test listens: it was told no port, so it does not know that itself. */
  server: string | null = null;

  constructor(
    private readonly account: StripeAccount,
    private readonly address: () => string,
  ) {}

  /** Where a page is. */
  urlOf(id: string): string {
    return `${this.address()}/pages/${id}`;
  }

  /** A page in setup mode; its intent is there from the beginning, with the metadata that are for it. */
  open(params: URLSearchParams, setup: Fields): Answer {
    const id = `cs_${String(setup.id).slice(5)}`;
    const session: Fields = {
      ...{ id, object: 'checkout.session', mode: params.get('mode'), status: 'open' },
      ...{ setup_intent: setup.id, customer: setup.customer, url: this.urlOf(id) },
      ...{ success_url: params.get('success_url'), cancel_url: params.get('cancel_url') },
    };
    this.sessions.set(id, session);
    return { status: 200, body: session };
  }

  /** Nobody came within a day, or nobody is to come any more. */
  expire(id: string): Answer {
    return { status: 200, body: Object.assign(this.sessions.get(id)!, { status: 'expired' }) };
  }

  /** What a browser gets that asks for `/pages/{id}` or, having pressed its button, `/pages/{id}/done`. */
  visit(path: string): Shown {
    const [, , id = '', done] = path.split('/');
    const session = this.sessions.get(id);
    const intent = this.account.intents.get(id);
    if (done === undefined) {
      const back = session ? `<a href="${this.here(session.cancel_url)}">Back</a>` : '';
      const button = session ? 'Save card' : 'Confirm payment';
      return {
        html: `<!doctype html><title>Stripe</title><a href="/pages/${id}/done">${button}</a> ${back}`,
      };
    }
    if (session) {
      this.account.confirmSetup(String(session.setup_intent), this.card);
      session.status = 'complete';
      return { to: this.here(session.success_url) };
    }
    this.account.confirm(id);
    const next = intent?.next_action as { redirect_to_url: { return_url: string } };
    return { to: this.here(next.redirect_to_url.return_url) };
  }

  private here(address: unknown): string {
    const { origin, pathname, search } = new URL(String(address));
    return `${this.server ?? origin}${pathname}${search}`;
  }
}
