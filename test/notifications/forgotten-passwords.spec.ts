import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { giveAddress, letterIs, letterOf, lettersTo, mailingTo } from '../support/letters.js';
import { startMailServer, type Mail, type MailServer } from '../support/mail.js';
import { makeCustomer, makeStaff, must, type Actor } from '../support/make.js';
import { until } from '../support/until.js';

const PASSWORD = 'seven green umbrellas';

describe('a forgotten password', () => {
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

  const person = async () => {
    const customer = await makeCustomer(app);
    return { customer, username: `customer-${customer.id}`, address: await giveAddress(app, customer) };
  };
  const ask = async (username: string) => app.as().post('/api/auth/forgot_password/', { username });
  /** What the link in a letter carries. */
  const carried = ({ text }: Mail) => {
    const link = /https:\/\/loans\.example\.org\/code#(\S+)/.exec(text)?.[1];
    return Object.fromEntries(new URLSearchParams(link)) as { username: string; code: string };
  };
  const choose = (body: { username: string; code: string }, password = PASSWORD) =>
    app.as().post('/api/auth/set_password/', { ...body, password });

  it('is replaced by the link in a letter, once', async () => {
    const { username, address } = await person();
    expect(await ask(username.toUpperCase())).toMatchObject({ status: 202 });
    const [letter] = await mail.arrived(address);
    const link = carried(letter!);
    expect(link.username).toBe(username);
    expect(link.code).toMatch(/^[0-9a-f]{64}$/);
    expect(letter!.headers['list-unsubscribe']).toBeUndefined();
    expect(await choose(link, 'password')).toMatchObject({ status: 400 });
    expect(must(200, await choose(link))).toMatchObject({ username, code_made_by: null });
    must(200, await app.as().post('/api/auth/login/', { username, password: PASSWORD }));
    expect(await choose(link, 'eight green umbrellas')).toMatchObject({
      status: 422,
      body: { code: 'code_wrong' },
    });
  });

  it('is answered alike for a stranger, for who has no address, and for who is disabled', async () => {
    const [known, silent, disabled] = [await person(), await person(), await person()];
    await giveAddress(app, silent.customer, { email: '' });
    await app.database.rows('UPDATE users SET is_active = false WHERE id = $1', [disabled.customer.id]);
    const answers = [];
    for (const username of ['nobody-at-all', "'; --", silent.username, disabled.username, known.username]) {
      const { status, body, headers } = await ask(username);
      answers.push({ status, body: { ...body, username: '' } as unknown, type: headers.get('content-type') });
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.status).toBe(202);
    await mail.arrived(known.address);
    expect(mail.to(disabled.address)).toEqual([]);
    expect(await lettersTo(staff, silent.customer)).toEqual([]);
  });

  it('is mailed once in two minutes, however often it is asked for', async () => {
    const { customer, username, address } = await person();
    await Promise.all(Array.from({ length: 10 }, () => ask(username)));
    const [letter] = await mail.arrived(address);
    // Another one’s letter is behind all that were asked for before.
    const other = await person();
    await ask(other.username);
    await mail.arrived(other.address);
    expect(await lettersTo(staff, customer)).toHaveLength(1);
    must(200, await choose(carried(letter!)));
  });

  it('leaves no code where staff, or who reads the database, could find it', async () => {
    const { customer, username, address } = await person();
    await ask(username);
    const [letter] = await mail.arrived(address);
    const { code } = carried(letter!);
    const [shown] = await lettersTo(staff, customer);
    const kept = await letterIs(staff, shown!.id, 'sent');
    expect(kept.body).toContain('https://loans.example.org/code#');
    expect(letter!.text.trim()).toBe(kept.body!.replace('________', code));
    const [{ rows }] = (await app.database.rows(
      `SELECT json_build_array((SELECT json_agg(n) FROM notifications n), (SELECT json_agg(c) FROM one_time_codes c))::text AS rows`,
    )) as [{ rows: string }];
    expect(rows).not.toContain(code);
    expect(app.output()).not.toContain(code);
  });

  it('gets a new link when staff have the letter sent again, and the old one ends', async () => {
    const { customer, username, address } = await person();
    await ask(username);
    const [first] = await mail.arrived(address);
    const [shown] = await lettersTo(staff, customer);
    await letterIs(staff, shown!.id, 'sent');
    expect(await staff.api.post(`/api/notifications/${shown!.id}/send_again/`)).toMatchObject({
      status: 429,
    });
    await app.database.rows("UPDATE one_time_codes SET created_at = created_at - interval '3 minutes'");
    must(202, await staff.api.post(`/api/notifications/${shown!.id}/send_again/`));
    const [, second] = await mail.arrived(address, 2);
    expect(second!.messageId).not.toBe(first!.messageId);
    expect(await choose(carried(first!))).toMatchObject({ status: 422 });
    must(200, await choose(carried(second!)));
  });

  it('of a letter that could not go for an hour is not mailed any more', async () => {
    const { customer, username, address } = await person();
    // Passwords that were chosen before are told of: the refusal is not for those letters.
    await until(
      async () =>
        (await app.database.rows("SELECT FROM notifications WHERE state IN ('waiting', 'sending')"))
          .length === 0,
    );
    await mail.answer({ letter: [451] });
    await ask(username);
    await mail.arrived(address);
    const [letter] = await lettersTo(staff, customer);
    // The worker has written down what the server said, and when it tries again.
    await until(async () => (await letterOf(staff, letter!.id)).detail !== null);
    await app.database.rows(
      `UPDATE notifications SET data = data || jsonb_build_object('expires_at', now() - interval '1 s'),
         next_attempt_at = now() WHERE id = $1`,
      [letter!.id],
    );
    expect(await letterIs(staff, letter!.id, 'suppressed')).toMatchObject({ reason: 'over' });
    expect(mail.to(address)).toHaveLength(1);
  });

  it('of somebody whom staff registered is a first one: by an invitation', async () => {
    const email = 'zainab@example.org';
    const registered = must(201, await staff.api.post('/api/customers/', { first_name: 'Zainab', email }));
    const id = String(registered.id);
    must(202, await staff.api.post(`/api/users/${id}/invite/`));
    const [letter] = await mail.arrived(email);
    expect(letter!.subject).toBe('Choose your password');
    expect(await staff.api.post(`/api/users/${id}/invite/`)).toMatchObject({
      status: 429,
      body: { code: 'too_many_requests' },
    });
    const link = carried(letter!);
    must(200, await choose(link));
    must(200, await app.as().post('/api/auth/login/', { username: link.username, password: PASSWORD }));
  });

  it('cannot be mailed without an address, to staff by staff, or to who is disabled', async () => {
    const [silent, disabled] = [await makeCustomer(app), await person()];
    await app.database.rows('UPDATE users SET is_active = false WHERE id = $1', [disabled.customer.id]);
    const invite = (id: string) => staff.api.post(`/api/users/${id}/invite/`);
    expect(await invite(silent.id)).toMatchObject({ status: 422, body: { code: 'no_address' } });
    expect(await invite(staff.id)).toMatchObject({ status: 404, body: { code: 'user_not_found' } });
    expect(await invite(disabled.customer.id)).toMatchObject({
      status: 403,
      body: { code: 'account_disabled' },
    });
  });
});
