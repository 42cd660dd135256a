import { calling, type Calling } from '../runtime/tracing.js';
import { detailOf, type Channel, type Handover, type OutgoingLetter } from './channel.js';

const PATIENCE_MS = 15_000;
/** Too early, too often: not the message's fault. */
const LATER = new Set([408, 425, 429]);

/**
 * Hands text messages to whoever sends them for the bank: one POST of JSON, `{"id", "to", "text"}`, each. The id is the
 * same when it is repeated. 2xx is success, 4xx is final, anything else is tried again.
 */
export class SmsChannel implements Channel {
  constructor(private readonly url: string) {}

  async send(letter: OutgoingLetter): Promise<Handover> {
    return calling(
      { name: 'POST sms', to: new URL(this.url), attributes: { 'http.request.method': 'POST' } },
      (call) => this.post(letter, call),
    );
  }

  private async post({ id, to, body }: OutgoingLetter, call: Calling): Promise<Handover> {
    try {
      const answer = await fetch(this.url, {
        method: 'POST',
        headers: { ...call.headers, 'content-type': 'application/json', 'idempotency-key': id },
        body: JSON.stringify({ id, to, text: body }),
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      await answer.body?.cancel();
      call.answered(answer.status);
      if (answer.ok) return { outcome: 'sent', by: 'sms' };
      const detail = `it was answered with ${String(answer.status)}`;
      const isFinal = answer.status >= 400 && answer.status < 500 && !LATER.has(answer.status);
      return isFinal
        ? { outcome: 'refused', detail, isBadAddress: false }
        : { outcome: 'later', detail, isUnknown: false };
    } catch (error) {
      call.ended({ 'error.type': 'no_answer' }, true);
      const detail = detailOf(error instanceof Error ? error.message : String(error));
      return { outcome: 'later', detail, isUnknown: true };
    }
  }

  close(): void {
    // Nothing is open.
  }
}
