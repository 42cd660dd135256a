import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { safeLookup, safeUrl, UnsafeAddress, type AddressRules } from './safe-address.js';
import { CannotOpen } from '../runtime/sealed.js';
import { calling, type Calling } from '../runtime/tracing.js';
import { Clock } from '../database/clock.js';
import { retryAfter } from './retry-plan.js';
import { signedHeaders } from './webhook-message.js';
import { WebhookSecrets, type Signing } from './webhook-secrets.js';

/** Where a message goes, and what it is signed with. */
export type Addressee = Signing & { url: string };

/** A message: the same id and body at every attempt. */
export interface Message {
  id: string;
  body: string;
}

/** What came of sending a message once. */
export interface Sent {
  /** Null when nothing was answered. */
  status: number | null;
  ms: number;
  /** Why it does not count as delivered; null when it does. */
  error: string | null;
  /** How the answer began. */
  answer: string | null;
  /** How long the receiver asked to be left alone (ms). */
  retryAfterMs: number | null;
}

/** An answer is read so far; whoever answers more is cut off. */
const MOST_READ = 64 * 1024;
const KEPT = 1000;
/** Less than servers usually keep a connection that nothing is sent on (ms). */
const IDLE_MS = 4000;

/** Sends messages to addresses that strangers have named: to nothing inside, following nobody, waiting for nobody long. */
@Injectable()
export class WebhookSender implements OnModuleDestroy {
  private readonly rules: AddressRules;
  private readonly agents: { http: HttpAgent; https: HttpsAgent };

  private readonly ending = new AbortController();

  constructor(
    private readonly secrets: WebhookSecrets,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'production' | 'webhooks'>,
  ) {
    this.rules = { production: config.production, allowPrivate: config.webhooks.allowPrivate };
    // A connection that is kept was checked when it was made.
    const kept = { keepAlive: true, timeout: IDLE_MS, lookup: safeLookup(this.rules) };
    this.agents = { http: new HttpAgent(kept), https: new HttpsAgent(kept) };
  }

  onModuleDestroy(): void {
    this.agents.http.destroy();
    this.agents.https.destroy();
  }

  /** Ends what is on its way: it is sent again, by another instance or a later one. */
  abort(): void {
    this.ending.abort();
  }

  /** Sends a message once. Never throws: what goes wrong is the answer. 2xx is success; a redirect is not followed. */
  async send(to: Addressee, message: Message): Promise<Sent> {
    const url = URL.canParse(to.url) ? new URL(to.url) : { hostname: '', port: '' };
    return calling(
      { name: 'POST webhook', to: url, attributes: { 'http.request.method': 'POST' } },
      async (call) => {
        const sent = await this.sendOnce(to, message, call);
        if (sent.status !== null) call.answered(sent.status);
        else call.ended({ 'error.type': 'no_answer' }, true);
        return sent;
      },
    );
  }

  private async sendOnce(to: Addressee, { id, body }: Message, { headers: trace }: Calling): Promise<Sent> {
    const started = performance.now();
    const since = () => Math.round(performance.now() - started);
    try {
      const now = this.clock.now();
      const headers = { ...trace, ...signedHeaders(id, body, this.secrets.open(to, now), now) };
      const { response, answer } = await this.exchange(safeUrl(to.url, this.rules), headers, body);
      const status = response.statusCode ?? 0;
      const asked = retryAfter(status, response.headers['retry-after'], now.getTime());
      const error = status >= 200 && status < 300 ? null : errorOf(status);
      return { status, ms: since(), error, answer: shown(answer), retryAfterMs: asked };
    } catch (error) {
      const failed = { status: null, ms: since(), answer: null, retryAfterMs: null };
      return { ...failed, error: this.reasonOf(error as NodeJS.ErrnoException) };
    }
  }

  private exchange(
    url: URL,
    headers: Record<string, string>,
    body: string,
  ): Promise<{ response: IncomingMessage; answer: Buffer }> {
    const isPlain = url.protocol === 'http:';
    return new Promise((resolve, reject) => {
      const options = {
        method: 'POST',
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
        agent: isPlain ? this.agents.http : this.agents.https,
        signal: AbortSignal.any([this.ending.signal, AbortSignal.timeout(this.config.webhooks.timeoutMs)]),
      };
      const request = (isPlain ? httpRequest : httpsRequest)(url, options, (response) => {
        const parts: Buffer[] = [];
        let length = 0;
        const end = () => {
          resolve({ response, answer: Buffer.concat(parts) });
        };
        response.on('data', (part: Buffer) => {
          parts.push(part);
          length += part.length;
          if (length <= MOST_READ) return;
          end();
          response.destroy();
        });
        response.once('end', end);
        response.once('error', reject);
      });
      request.once('error', reject);
      request.end(body);
    });
  }

  private reasonOf(error: NodeJS.ErrnoException): string {
    if (error instanceof UnsafeAddress) return error.message;
    if (error instanceof CannotOpen) return `It could not be signed: ${error.message}.`;
    if (error.name === 'AbortError' || error.name === 'TimeoutError') {
      return `It gave no answer within ${String(this.config.webhooks.timeoutMs / 1000)} s.`;
    }
    return `It could not be reached: ${error.code ?? error.message}.`;
  }
}

function errorOf(status: number): string {
  const isRedirect = status >= 300 && status < 400;
  return `It answered ${String(status)}${isRedirect ? ': redirects are not followed' : ''}.`;
}

/** PostgreSQL keeps no zero bytes. */
function shown(answer: Buffer): string {
  return answer.subarray(0, KEPT).toString('utf8').replaceAll('\0', '').toWellFormed();
}
