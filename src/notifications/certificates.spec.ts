import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { createServer as createTls, type Server } from 'node:tls';
import { UNTRUSTED } from '../../test/support/untrusted.js';
import { WebhookSender } from '../webhooks/webhook-sender.js';
import type { OutgoingLetter } from './channel.js';
import { MailChannel } from './mail-channel.js';
import { SmsChannel } from './sms-channel.js';

const LETTER: OutgoingLetter = {
  ...{ id: 'one', to: 'ada@bank.example', from: 'Bank', subject: 'Secret', body: 'Secret', language: 'en' },
  ...{ messageId: '<one@bank.example>', unsubscribeUrl: null },
};

/** Servers that have a certificate which nobody trusts, as somebody in between would. */
describe('what is sent over TLS', () => {
  const servers: Server[] = [];
  let got = 0;

  const listen = async (server: Server): Promise<number> => {
    servers.push(server);
    server.on('tlsClientError', () => undefined);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return (server.address() as AddressInfo).port;
  };
  let web = 0;
  let mail = 0;
  beforeAll(async () => {
    web = await listen(
      createHttps(UNTRUSTED, (_request, response) => {
        got++;
        response.writeHead(200).end();
      }),
    );
    mail = await listen(
      createTls(UNTRUSTED, (socket: Socket) => {
        socket.on('error', () => undefined);
        socket.on('data', () => got++);
        socket.write('220 mail\r\n');
      }),
    );
  });
  afterAll(() => {
    for (const server of servers) server.close();
  });

  it('to the receiver of a webhook needs a certificate that is trusted', async () => {
    const sender = new WebhookSender(
      { open: () => ['c2VjcmV0'] } as never,
      { now: () => new Date() } as never,
      {
        production: false,
        webhooks: { allowPrivate: true, timeoutMs: 5000 },
      },
    );
    const to = { url: `https://127.0.0.1:${String(web)}/hook` } as never;
    const sent = await sender.send(to, { id: 'msg_1', body: '{}' });
    sender.onModuleDestroy();
    expect([sent.status, sent.error, got]).toEqual([null, expect.stringMatching(/SELF_SIGNED_CERT/), 0]);
  });

  it('to whoever sends text messages needs one too', async () => {
    const channel = new SmsChannel(`https://127.0.0.1:${String(web)}/send`);
    expect(await channel.send(LETTER)).toMatchObject({ outcome: 'later' });
    expect(got).toBe(0);
  });

  it('to the mail server needs one too', async () => {
    const channel = new MailChannel({
      smtpUrl: `smtps://127.0.0.1:${String(mail)}`,
      from: 'a@bank.example',
      onlyTo: null,
    });
    expect(await channel.send(LETTER)).toMatchObject({
      outcome: 'later',
      detail: expect.stringMatching(/self-signed certificate/),
    });
    channel.close();
    expect(got).toBe(0);
  });
});
