import { createTransport } from 'nodemailer';
import { calling } from '../runtime/tracing.js';
import { detailOf, type Channel, type Handover, type OutgoingLetter } from './channel.js';
import { letterPage } from './letter-page.js';

/** Mail servers often admit no more connections at once. */
export const CONNECTIONS = 5;
const CONNECT_MS = 10_000;
/** The longest silence of the server. */
const SILENCE_MS = 20_000;

interface MailRoute {
  smtpUrl: string;
  from: string;
  /** Gets all letters instead. */
  onlyTo: string | null;
}

/** What nodemailer throws. */
interface SmtpError extends Error {
  code?: string;
  /** Of the system, where it was the system's error. */
  originalCode?: string;
  responseCode?: number;
  command?: string;
  response?: string;
}

/** Hands letters to the mail server at SMTP_URL. */
export class MailChannel implements Channel {
  private readonly transport;

  constructor(private readonly route: MailRoute) {
    this.transport = createTransport({
      url: route.smtpUrl,
      pool: true,
      maxConnections: CONNECTIONS,
      maxMessages: Number.POSITIVE_INFINITY,
      // A connection that was lost leaves open whether the letter went: that is for the table to know.
      maxRequeues: 0,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send(letter: OutgoingLetter): Promise<Handover> {
    const to = new URL(this.route.smtpUrl);
    const attributes = { 'network.protocol.name': 'smtp' };
    return calling({ name: 'send mail', to, attributes }, async (call) => {
      const handover = await this.handOver(letter);
      call.ended({ 'lending.letter.outcome': handover.outcome }, handover.outcome !== 'sent');
      return handover;
    });
  }

  private async handOver(letter: OutgoingLetter): Promise<Handover> {
    const { subject, body, messageId, unsubscribeUrl } = letter;
    try {
      await this.transport.sendMail({
        messageId,
        from: { name: letter.from, address: this.route.from },
        to: { name: '', address: this.route.onlyTo ?? letter.to },
        subject,
        text: body,
        html: letterPage(body, letter.language),
        headers: {
          'Auto-Submitted': 'auto-generated',
          'Content-Language': letter.language,
          // RFC 8058: mail programs turn the letters off with one POST, without asking their reader to sign in.
          ...(unsubscribeUrl !== null && {
            'List-Unsubscribe': `<${unsubscribeUrl}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
        },
      });
      return { outcome: 'sent', by: 'smtp' };
    } catch (error) {
      const handover = whatFailed(error as SmtpError);
      // The address that was refused is not the reader's.
      return this.route.onlyTo !== null && handover.outcome === 'refused'
        ? { ...handover, isBadAddress: false }
        : handover;
    }
  }

  close(): void {
    this.transport.close();
  }
}

/**
 * Only what the server says of this letter is final: 5xx to its recipient or to its text. A refused sender or password
 * is the bank's to repair, and a server that cannot be reached may come back.
 */
function whatFailed(error: SmtpError): Handover {
  const { code, originalCode, responseCode = 0, command, response, message } = error;
  const detail = detailOf(response ?? message);
  const isNoAddress = code === 'EENVELOPE' && command === 'API';
  const isBadAddress = isNoAddress || (command === 'RCPT TO' && responseCode >= 500);
  if (isBadAddress || (command === 'DATA' && responseCode >= 500)) {
    return { outcome: 'refused', detail, isBadAddress };
  }
  // A connection that broke may have taken the letter with it.
  const isUnknown = responseCode === 0 && code !== 'EDNS' && originalCode !== 'ECONNREFUSED';
  return { outcome: 'later', detail, isUnknown };
}
