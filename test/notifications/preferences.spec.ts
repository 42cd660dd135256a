import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { giveAddress, letterIs, mailingTo, writeLetters } from '../support/letters.js';
import { startMailServer, type MailServer } from '../support/mail.js';
import { makeCustomer, makeProvider, makeStaff, must, type Actor } from '../support/make.js';

const PATH = '/api/notification_preferences/';

describe('preferences', () => {
  let mail: MailServer;
  let app: TestApp;
  let staff: Actor;

  beforeAll(async () => {
    mail = await startMailServer();
    app = await startApp(mailingTo(mail.url));
    staff = await makeStaff(app);
  });
  afterAll(async () => {
    await app.stop();
    await mail.stop();
  });

  const of = async ({ api }: Actor) =>
    must(200, await api.get(PATH)).results as {
      topic: string;
      channel: string;
      wanted: boolean;
      required: boolean;
    }[];
  const wants = async (who: Actor, topic: string) =>
    (await of(who)).find((each) => each.topic === topic)?.wanted;
  /** A provider with a letter: the address of its one-click link, as the header has it. */
  const unsubscribing = async () => {
    const provider = await makeProvider(app);
    const address = await giveAddress(app, provider);
    await writeLetters(app, provider);
    const [letter] = await mail.arrived(address);
    expect(letter!.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    const header = letter!.headers['list-unsubscribe']!.replaceAll(/\s/g, '');
    const link = /^<https:\/\/loans\.example\.org(\/api\/unsubscribe\/[^>]+)>$/.exec(header)?.[1];
    return { provider, address, link: link! };
  };
  const post = (path: string, type: string, body: string) =>
    fetch(new URL(path, app.url), { method: 'POST', headers: { 'content-type': type }, body });

  it('are what comes to one’s role: all by mail, until one says otherwise', async () => {
    const customer = await makeCustomer(app);
    expect(
      (await of(customer)).map(
        ({ topic, wanted, required }) => `${topic} ${String(wanted)} ${String(required)}`,
      ),
    ).toEqual([
      'receipt true false',
      'reminder true false',
      'overdue true false',
      'default true false',
      'loan_decision true false',
      'autopay true false',
      'transfer_failed true false',
      'security true true',
    ]);
    const change = { topic: 'reminder', channel: 'email', wanted: false };
    must(200, await customer.api.patch(PATH, change));
    must(200, await customer.api.patch(PATH, change));
    expect(await wants(customer, 'reminder')).toBe(false);
    must(200, await customer.api.patch(PATH, { ...change, wanted: true }));
    expect(await wants(customer, 'reminder')).toBe(true);
  });

  it('do not include the letters that keep an account safe', async () => {
    const customer = await makeCustomer(app);
    const change = { topic: 'security', channel: 'email', wanted: false };
    expect(await customer.api.patch(PATH, change)).toMatchObject({
      status: 422,
      body: { code: 'topic_required' },
    });
    expect(await wants(customer, 'security')).toBe(true);
  });

  it('hold for letters that wait already', async () => {
    const provider = await makeProvider(app);
    await giveAddress(app, provider);
    must(200, await provider.api.patch(PATH, { topic: 'deposit', channel: 'email', wanted: false }));
    const [id] = await writeLetters(app, provider);
    expect(await letterIs(staff, id!, 'suppressed')).toMatchObject({ reason: 'not_wanted' });
  });

  it('are shown and not changed by who follows the link', async () => {
    const { provider, link } = await unsubscribing();
    for (const method of ['GET', 'HEAD', 'GET']) {
      const answer = await fetch(new URL(link, app.url), { method });
      expect(answer.status).toBe(200);
      if (method === 'GET')
        expect(await answer.json()).toEqual({ topic: 'deposit', channel: 'email', wanted: true });
    }
    expect(await wants(provider, 'deposit')).toBe(true);
  });

  it.each([
    ['application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
    ],
    ['application/json', '{}'],
  ])('are changed by one POST of %s, without signing in', async (type, body) => {
    const { provider, link } = await unsubscribing();
    for (const time of ['first', 'again']) {
      const answer = await post(link, type, body);
      expect([time, answer.status]).toEqual([time, 200]);
    }
    expect(await wants(provider, 'deposit')).toBe(false);
    expect(await wants(provider, 'withdrawal')).toBe(true);
    const [id] = await writeLetters(app, provider);
    expect(await letterIs(staff, id!, 'suppressed')).toMatchObject({ reason: 'not_wanted' });
  });

  it('are safe from links that this bank did not make', async () => {
    const { provider, link } = await unsubscribing();
    const [other, customer] = [await makeProvider(app), await makeCustomer(app)];
    const forged = [
      link.replace(provider.id, other.id),
      link.replace('.deposit.', '.withdrawal.'),
      link.replace('.email.', '.sms.'),
      link.replace(/.\/$/, '/'),
      '/api/unsubscribe/nothing/',
      `/api/unsubscribe/${customer.id}.receipt.email./`,
    ];
    for (const path of forged) {
      const answer = await post(path, 'application/json', '{}');
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await answer.json()).toMatchObject({ code: 'unsubscribe_link_wrong' });
    }
    expect(await wants(provider, 'deposit')).toBe(true);
    expect(await wants(other, 'deposit')).toBe(true);
  });

  it('take forms of several parts nowhere else, and no large ones', async () => {
    const { link } = await unsubscribing();
    expect((await post('/api/auth/login/', 'multipart/form-data; boundary=x', '--x--')).status).toBe(415);
    expect((await post(link, 'multipart/form-data; boundary=x', 'x'.repeat(50_000))).status).toBe(413);
  });
});
