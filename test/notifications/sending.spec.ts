import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, startServer, type TestApp } from '../support/app.js';
import { dueNow, giveAddress, letterIs, letterOf, mailingTo, writeLetters } from '../support/letters.js';
import { startMailServer, type Mail, type MailServer } from '../support/mail.js';
import { makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { until } from '../support/until.js';

describe('letters', () => {
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

  const reader = async (): Promise<{ provider: Actor; address: string }> => {
    const provider = await makeProvider(app);
    return { provider, address: await giveAddress(app, provider) };
  };
  const write = async (provider: Actor): Promise<string> => (await writeLetters(app, provider))[0]!;

  it('arrive as they are shown: from the bank, in words of their reader, as text and as a page', async () => {
    must(200, await staff.api.patch('/api/bank_configuration/', { bank_name: 'Harbour Credit Union' }));
    const { provider, address } = await reader();
    const id = await write(provider);
    const [got] = await mail.arrived(address);
    const shown = await letterIs(staff, id, 'sent');
    expect(got).toMatchObject({
      from: 'letters@bank.example',
      to: [address],
      messageId: `<${id}@bank.example>`,
      sender: { name: 'Harbour Credit Union', address: 'letters@bank.example' },
      subject: 'Your deposit of USD 1,250.00',
    });
    expect(shown).toMatchObject({
      sent_by: 'smtp',
      repeated: false,
      attempts: 1,
      message_id: got!.messageId,
    });
    expect(got!.text.trim()).toBe(shown.body);
    expect(shown.body).toContain('Dear Amina,');
    expect(got!.html).toContain('We received your deposit of');
    expect(got!.headers['auto-submitted']).toBe('auto-generated');
    expect(await letterOf(provider, id)).toEqual(shown);
  });

  it('speak the language of their reader', async () => {
    const { provider } = await reader();
    const address = await giveAddress(app, provider, { language: 'ar' });
    await write(provider);
    const [got] = await mail.arrived(address);
    expect(got!.text).toContain('استلمنا إيداعك');
    expect(got!.html).toContain('dir="rtl"');
    expect(got!.headers['content-language']).toBe('ar');
  });

  it('that the server puts off are sent later, once, with the same Message-ID', async () => {
    const { provider, address } = await reader();
    await mail.answer({ letter: [451] });
    const id = await write(provider);
    await until(async () => (await letterOf(staff, id)).detail !== null);
    const putOff = await letterOf(staff, id);
    expect(putOff).toMatchObject({ state: 'waiting', attempts: 1 });
    expect(putOff.detail).toContain('451');
    await dueNow(app, id);
    await letterIs(staff, id, 'sent');
    const [first, second, ...more] = mail.to(address);
    expect(second?.messageId).toBe(first?.messageId);
    expect(more).toEqual([]);
    expect(await letterOf(staff, id)).toMatchObject({ attempts: 2, repeated: false, detail: null });
  });

  it('to an address that is refused fail, and so do later ones, until staff have one sent again', async () => {
    const { provider, address } = await reader();
    await mail.answer({ recipient: [550] });
    const id = await write(provider);
    expect(await letterIs(staff, id, 'failed')).toMatchObject({ reason: 'bad_address' });
    const next = await write(provider);
    expect(await letterIs(staff, next, 'suppressed')).toMatchObject({ reason: 'bad_address' });
    expect(mail.to(address)).toEqual([]);
    const again = must(202, await staff.api.post(`/api/notifications/${id}/send_again/`));
    expect(again).toMatchObject({ again_of: id, state: 'waiting' });
    await mail.arrived(address);
    await letterIs(staff, String(again.id), 'sent');
    await letterIs(staff, await write(provider), 'sent');
    expect((await letterOf(staff, id)).state).toBe('failed');
  });

  it('whose text is refused fail, and their address stays good', async () => {
    const { provider, address } = await reader();
    await mail.answer({ letter: [554] });
    expect(await letterIs(staff, await write(provider), 'failed')).toMatchObject({ reason: 'refused' });
    await write(provider);
    await mail.arrived(address, 2);
  });

  it('are tried six times over a day, and then are among the failed', async () => {
    const { provider } = await reader();
    await mail.answer({ letter: [451, 451, 451, 451, 451, 451] });
    const id = await write(provider);
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 5; attempt++) {
      await until(async () => (await letterOf(staff, id)).attempts === attempt);
      await until(async () => {
        const [row] = await app.database.rows<{ lease: string | null }>(
          'SELECT lease FROM notifications WHERE id = $1',
          [id],
        );
        return row?.lease === null;
      });
      const [row] = await app.database.rows<{ minutes: number }>(
        `SELECT round(extract(epoch FROM next_attempt_at - now()) / 60)::int AS minutes FROM notifications WHERE id = $1`,
        [id],
      );
      waits.push(row!.minutes);
      await dueNow(app, id);
    }
    expect(waits).toEqual([1, 10, 60, 360, 1440]);
    expect(await letterIs(staff, id, 'failed')).toMatchObject({ reason: 'unreachable', attempts: 6 });
    const failed = must(200, await staff.api.get(`/api/notifications/?state=failed&user=${provider.id}`));
    expect((failed.results as { id: string }[]).map((letter) => letter.id)).toEqual([id]);
  });

  it('to who is disabled or has no address are not sent', async () => {
    const { provider } = await reader();
    await giveAddress(app, provider, { email: '' });
    expect(await letterIs(staff, await write(provider), 'suppressed')).toMatchObject({
      reason: 'no_address',
    });
    await giveAddress(app, provider);
    await app.database.rows('UPDATE users SET is_active = false WHERE id = $1', [provider.id]);
    expect(await letterIs(staff, await write(provider), 'suppressed')).toMatchObject({ reason: 'disabled' });
  });

  it('that wait are not sent again, and others’ letters are not shown', async () => {
    const { provider } = await reader();
    await mail.answer({ letter: ['hold'] });
    const id = await write(provider);
    await letterIs(staff, id, 'sending');
    expect(await staff.api.post(`/api/notifications/${id}/send_again/`)).toMatchObject({
      status: 409,
      body: { code: 'letter_waits' },
    });
    const other = await makeProvider(app);
    expect(await other.api.get(`/api/notifications/${id}/`)).toMatchObject({ status: 404 });
    expect(must(200, await other.api.get('/api/notifications/'))).toMatchObject({ count: 0 });
    await mail.answer({ release: true });
    await letterIs(staff, id, 'sent');
  });

  it('lose their text after 90 days, and stay as facts', async () => {
    const { provider } = await reader();
    const id = await write(provider);
    await letterIs(staff, id, 'sent');
    await app.database.rows(
      "UPDATE notifications SET created_at = now() - interval '91 days' WHERE id = $1",
      [id],
    );
    const other = await startApp({}, app.database);
    try {
      await until(async () => (await letterOf(staff, id)).body === null);
    } finally {
      await other.end();
    }
    expect(await letterOf(staff, id)).toMatchObject({ state: 'sent', body: null });
  });
});

describe('letters of a process that dies', () => {
  it('between the server’s yes and its note are repeated with the same Message-ID and text, and marked', async () => {
    const mail = await startMailServer();
    const first = await startServer(mailingTo(mail.url));
    try {
      const staff = await makeStaff(first);
      const provider = await makeProvider(first);
      const address = await giveAddress(first, provider);
      await mail.answer({ letter: ['hold'] });
      const [id] = await writeLetters(first, provider);
      await mail.arrived(address);
      await first.end('SIGKILL');
      await mail.answer({ release: true });
      const second = await startApp(mailingTo(mail.url), first.database);
      try {
        await dueNow(first, id!);
        const again = second.as(staff);
        await mail.arrived(address, 2);
        expect(await letterIs({ ...staff, api: again }, id!, 'sent')).toMatchObject({
          repeated: true,
          attempts: 2,
        });
        const [one, two, ...more] = mail.to(address);
        const same = (of?: Mail) => of && [of.messageId, of.subject, of.text, of.html];
        expect(same(two)).toEqual(same(one));
        expect(more).toEqual([]);
      } finally {
        await second.end();
      }
    } finally {
      await first.stop();
      await mail.stop();
    }
  });
});

describe('letters that two instances send', () => {
  it('arrive once each', async () => {
    const mail = await startMailServer();
    const first = await startServer(mailingTo(mail.url));
    const second = await startApp(mailingTo(mail.url), first.database);
    try {
      const provider = await makeProvider(first);
      const address = await giveAddress(first, provider);
      const ids = await writeLetters(first, provider, 300);
      await until(async () => {
        const [row] = await first.database.rows<{ sent: number }>(
          "SELECT count(*)::int AS sent FROM notifications WHERE state = 'sent'",
        );
        return row?.sent === ids.length;
      });
      const got = mail.to(address).map(({ messageId }) => messageId);
      expect(got.sort()).toEqual(ids.map((id) => `<${id}@bank.example>`).sort());
    } finally {
      await second.end();
      await first.stop();
      await mail.stop();
    }
  });
});
