import { Logger } from '@nestjs/common';
import { AsyncLocalStorage } from 'node:async_hooks';
import type Stripe from 'stripe';
import type { StripeSettings } from '../runtime/stripe-settings.js';
import { calling } from '../runtime/tracing.js';
import { Unclear, Unreachable } from './gateway.js';

const RETRIES = 1;
/** Of one attempt, and of several requests together with their repetitions: below what a gateway may take (ms). */
const LIMITS = { attemptMs: 10_000, allMs: 28_000 };

/** Failures before anything was sent. */
const NOT_SENT = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];

/** What Stripe refuses: asked again, it says the same. */
export class StripeRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly intentId: string | null,
  ) {
    super(message);
  }
}

/** The parameters differ from those that were sent under the same key. */
export class OtherParameters extends Error {}

/** Stripe's own client, loaded when it is first needed: that takes a third of a second. */
export class StripeClient {
  private readonly logger = new Logger('Stripe');
  /** Of each call, whether one of its attempts may have arrived. */
  private readonly attempts = new AsyncLocalStorage<{ maySent: boolean }>();
  private loading: Promise<Stripe> | undefined;

  constructor(
    private readonly settings: StripeSettings,
    private readonly limits = LIMITS,
  ) {}

  /**
   * Calls Stripe. Throws `Unreachable` when nothing was done, `Unclear` when it may have been, `StripeRefusal` and
   * `OtherParameters`; after 28 seconds at the latest.
   */
  async call<T>(work: (stripe: Stripe) => Promise<T>): Promise<T> {
    const attempt = { maySent: false };
    try {
      this.loading ??= this.load();
      const stripe = await this.loading;
      return await this.attempts.run(attempt, () => inTime(work(stripe), this.limits.allMs));
    } catch (error) {
      const { Stripe: sdk } = await import('stripe');
      if (!(error instanceof sdk.errors.StripeError)) throw error;
      throw this.translated(error, attempt.maySent);
    }
  }

  private async load(): Promise<Stripe> {
    const { Stripe: Sdk } = await import('stripe');
    const { secretKey, apiBase } = this.settings;
    const client = Sdk.createNodeHttpClient();
    const send = client.makeRequest.bind(client);
    client.makeRequest = async (...request) => {
      const attempt = this.attempts.getStore();
      try {
        const answer = await inSpan(request, () => send(...request));
        if (attempt) attempt.maySent = true;
        return answer;
      } catch (error) {
        if (attempt && !NOT_SENT.includes(codeOf(error))) attempt.maySent = true;
        throw error;
      }
    };
    return new Sdk(secretKey, {
      httpClient: client,
      timeout: this.limits.attemptMs,
      maxNetworkRetries: RETRIES,
      telemetry: false,
      ...(apiBase && { protocol: 'http', host: apiBase.hostname, port: apiBase.port }),
    });
  }

  private translated(error: InstanceType<typeof Stripe.errors.StripeError>, maySent: boolean): Error {
    const { message } = error;
    switch (error.type) {
      case 'StripeConnectionError':
        return maySent ? new Unclear(message) : new Unreachable(message);
      case 'StripeRateLimitError':
        return new Unreachable(message);
      case 'StripeAuthenticationError':
      case 'StripePermissionError':
        this.logger.error({ msg: 'Stripe refuses STRIPE_SECRET_KEY', reason: message });
        return new Unreachable(message);
      case 'StripeIdempotencyError':
        return new OtherParameters(message);
      case 'StripeCardError':
      case 'StripeInvalidRequestError':
        return new StripeRefusal(reasonOf(error), message, error.payment_intent?.id ?? null);
      default:
        // Its own failure, or the same key is being worked on.
        return new Unclear(message);
    }
  }
}

/** Its path has the ids of payments in it, so the span has none; Stripe gets no header of ours. */
function inSpan<Answer extends { getStatusCode: () => number }>(
  [hostname, port, , method]: readonly [
    hostname: string,
    port: string,
    path: string,
    method: string,
    ...unknown[],
  ],
  send: () => Promise<Answer>,
): Promise<Answer> {
  const attributes = { 'http.request.method': method };
  return calling({ name: `${method} stripe`, to: { hostname, port }, attributes }, async (call) => {
    const answer = await send();
    call.answered(answer.getStatusCode());
    return answer;
  });
}

async function inTime<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Unclear('Stripe did not answer in time.'));
    }, limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Empty where the cardholder's bank gives no reason of its own. */
function reasonOf({ decline_code: declined, code }: InstanceType<typeof Stripe.errors.StripeError>): string {
  return declined !== undefined && declined !== '' ? declined : (code ?? 'refused');
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** A read does nothing, so whatever went wrong, it can be tried again. */
export function asUnreachable(error: unknown): never {
  if (error instanceof Unclear || error instanceof StripeRefusal) throw new Unreachable(error.message);
  throw error;
}

/** After something was sent, whatever goes wrong leaves it open what became of it. */
export function asUnclear(error: unknown): never {
  throw error instanceof Unreachable ? new Unclear(error.message) : error;
}
