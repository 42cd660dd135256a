import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startMailServer, type MailServer } from '../../test/support/mail.js';
import type { OutgoingLetter } from './channel.js';
import { MailChannel } from './mail-channel.js';

const INJECTED = '\r\nBcc: eve@evil.example\r\nX-Injected: yes';

/** Names of banks and people, subjects and addresses come from people. */
describe('a letter whose words were written by somebody hostile', () => {
  let mail: MailServer;
  let channel: MailChannel;
  beforeAll(async () => {
    mail = await startMailServer();
    channel = new MailChannel({ smtpUrl: mail.url, from: 'letters@bank.example', onlyTo: null });
  });
  afterEach(() => {
    mail.got.splice(0);
  });
  afterAll(async () => {
    channel.close();
    await mail.stop();
  });

  const letter = (more: Partial<OutgoingLetter>): OutgoingLetter => ({
    ...{ id: 'one', to: 'ada@bank.example', from: 'Bank', subject: 'Hello', body: 'Hello', language: 'en' },
    ...{ messageId: '<one@bank.example>', unsubscribeUrl: null },
    ...more,
  });

  it.each([
    ['name of the bank', { from: `Bank${INJECTED}` }],
    ['name of the bank with an address in it', { from: 'Bank" <eve@evil.example>, "' }],
    ['subject', { subject: `Hello${INJECTED}` }],
    ['subject in folded lines', { subject: 'Hello\n Bcc: eve@evil.example\r\rX-Injected: yes' }],
    ['message id', { messageId: `<one@bank.example>${INJECTED}` }],
    ['link', { unsubscribeUrl: `https://bank.example/${INJECTED}` }],
  ])('has one sender, one reader and no header more: %s', async (_what, more) => {
    expect(await channel.send(letter(more))).toEqual({ outcome: 'sent', by: 'smtp' });
    const [got, ...others] = await mail.arrived('ada@bank.example');
    expect(others).toEqual([]);
    expect([got?.from, got?.to, got?.sender.address]).toEqual([
      'letters@bank.example',
      ['ada@bank.example'],
      'letters@bank.example',
    ]);
    expect(
      Object.keys(got?.headers ?? {}).filter((name) => ['bcc', 'cc', 'x-injected'].includes(name)),
    ).toEqual([]);
    expect(got?.text.trim()).toBe('Hello');
  });

  it.each([
    'eve@evil.example, mallory@evil.example',
    'ada@bank.example>\r\nRCPT TO:<eve@evil.example',
    `ada@bank.example${INJECTED}`,
    '"Eve" <eve@evil.example>, <mallory@evil.example>',
  ])('goes to nobody beside its reader: %j', async (to) => {
    await channel.send(letter({ to }));
    const readers = mail.got.flatMap((got) => got.to);
    expect(readers.length).toBeLessThanOrEqual(1);
    for (const got of mail.got) {
      expect(Object.keys(got.headers)).not.toEqual(expect.arrayContaining(['bcc']));
      expect(Object.keys(got.headers)).not.toEqual(expect.arrayContaining(['x-injected']));
    }
  });

  it('shows its text as text', async () => {
    await channel.send(letter({ body: '<script>alert(1)</script>\n<img src=x onerror=alert(1)>' }));
    const [got] = await mail.arrived('ada@bank.example');
    expect(got?.html).not.toMatch(/<script|<img/i);
    expect(got?.html).toContain('&lt;script');
  });
});
