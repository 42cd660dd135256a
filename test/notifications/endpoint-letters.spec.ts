import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { eventsAreNumbered } from '../support/events.js';
import { giveAddress, lettersTo, mailingTo, type ShownLetter } from '../support/letters.js';
import { startMailServer, type MailServer } from '../support/mail.js';
import { makeProvider, makeUser, must, type Actor } from '../support/make.js';
import { startReceiver, status, type Receiver } from '../support/receiver.js';
import { until } from '../support/until.js';

describe('letters about webhook endpoints', () => {
  let mail: MailServer;
  let app: TestApp;
  let admin: Actor;
  let provider: Actor;
  let dead: Receiver;

  beforeAll(async () => {
    mail = await startMailServer();
    dead = await startReceiver(status(500));
    app = await startApp({
      ...mailingTo(mail.url),
      WEBHOOK_ALLOW_PRIVATE: 'true',
      CONSOLE_URL: 'https://office.example.org',
    });
    admin = await makeUser(app, 'admin');
    await giveAddress(app, admin);
    provider = await makeProvider(app, '50000.00');
    await giveAddress(app, provider);
  });
  afterAll(async () => {
    await app.stop();
    await dead.stop();
    await mail.stop();
  });

  const shown = async (id: string) => must(200, await admin.api.get(`/api/webhook_endpoints/${id}/`));
  /** An endpoint at which something has failed. */
  const failing = async (by: Actor): Promise<string> => {
    await eventsAreNumbered(app.database);
    const url = `${dead.url}?token=a-secret-of-the-receiver`;
    const body = { url, types: ['provider.deposited'] };
    const id = String(must(201, await by.api.post('/api/webhook_endpoints/', body)).id);
    must(200, await provider.api.post('/api/providers/add_funds/', { amount: '1.00' }));
    await until(async () => (await shown(id)).failing_since !== null);
    return id;
  };
  /** It has been failing for so long, and is tried once more. */
  const failFor = async (id: string, days: number) => {
    await app.database.rows(
      "UPDATE webhook_endpoints SET failing_since = now() - $2 * interval '1 day', next_attempt_at = now() WHERE id = $1",
      [id, days],
    );
    await app.database.rows("UPDATE webhook_deliveries SET next_attempt_at = now() WHERE state = 'waiting'");
  };
  const told = async (reader: Actor, count: number): Promise<ShownLetter[]> => {
    let found: ShownLetter[] = [];
    await until(async () => {
      found = (await lettersTo(admin, reader)).filter(({ topic }) => topic === 'endpoint');
      return found.length >= count && found.every(({ state }) => !['waiting', 'sending'].includes(state));
    });
    return found;
  };
  const textOf = (letter: ShownLetter) =>
    mail.got.find(({ messageId }) => messageId === `<${letter.id}@bank.example>`);

  it('tell the admins that the bank’s fails, that it was switched off, and nobody else', async () => {
    const [staff, gone] = [await makeUser(app, 'staff'), await makeUser(app, 'admin')];
    for (const user of [staff, gone]) await giveAddress(app, user);
    await app.database.rows('UPDATE users SET is_active = false WHERE id = $1', [gone.id]);
    const id = await failing(admin);
    await failFor(id, 1.1);
    const [first] = await told(admin, 1);
    const mailed = textOf(first!);
    expect(mailed).toMatchObject({
      subject: 'A webhook endpoint cannot be reached',
      to: [`${admin.id}@example.org`],
    });
    expect(mailed!.text).toContain(`Nothing has reached ${dead.url} since `);
    expect(mailed!.text).not.toContain('a-secret-of-the-receiver');
    expect(mailed!.text).toContain('https://office.example.org/admin/');
    await failFor(id, 5.1);
    await until(async () => (await shown(id)).state === 'disabled');
    const [, second] = await told(admin, 2);
    expect(textOf(second!)).toMatchObject({ subject: 'A webhook endpoint was switched off' });
    for (const nobody of [staff, gone, provider]) {
      expect((await lettersTo(admin, nobody)).filter(({ topic }) => topic === 'endpoint')).toEqual([]);
    }
  });

  it('tell a provider of its own, and no admin', async () => {
    const before = (await told(admin, 0)).length;
    const id = await failing(provider);
    await failFor(id, 3.1);
    const [letter] = await told(provider, 1);
    expect(textOf(letter!)!.text).toContain('Nothing has reached');
    expect((await told(admin, before)).length).toBe(before);
    must(204, await provider.api.send('DELETE', `/api/webhook_endpoints/${id}/`));
  });

  it('tell of one that answered that it is gone', async () => {
    const before = (await told(admin, 0)).length;
    dead.answers(status(410));
    await eventsAreNumbered(app.database);
    const body = { url: dead.url, types: ['provider.deposited'] };
    const id = String(must(201, await admin.api.post('/api/webhook_endpoints/', body)).id);
    must(200, await provider.api.post('/api/providers/add_funds/', { amount: '1.00' }));
    await until(async () => (await shown(id)).state === 'gone');
    const letter = (await told(admin, before + 1)).at(-1)!;
    expect(textOf(letter)!.text).toContain(`${dead.url} answered that it is gone (410)`);
    dead.answers(status(500));
  });

  it('are not sent of one that works again by then', async () => {
    const before = (await told(admin, 0)).length;
    const id = await failing(admin);
    await app.database.rows(
      `CREATE FUNCTION hold_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         NEW.next_attempt_at = now() + interval '1 day'; RETURN NEW; END $$`,
    );
    await app.database.rows(
      'CREATE TRIGGER held_up BEFORE INSERT ON notifications FOR EACH ROW EXECUTE FUNCTION hold_up()',
    );
    await failFor(id, 1.1);
    await until(
      async () => (await lettersTo(admin, admin)).filter(({ topic }) => topic === 'endpoint').length > before,
    );
    must(200, await admin.api.post(`/api/webhook_endpoints/${id}/enable/`));
    await app.database.rows('DROP FUNCTION hold_up CASCADE');
    await app.database.rows("UPDATE notifications SET next_attempt_at = now() WHERE state = 'waiting'");
    expect((await told(admin, before + 1)).at(-1)).toMatchObject({ state: 'suppressed', reason: 'over' });
  });
});
