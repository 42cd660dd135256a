import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { startApp, type TestApp } from '../support/app.js';
import { letterIs, letterOf, lettersTo, type ShownLetter } from '../support/letters.js';
import { makeProvider, makeStaff, must, type Actor } from '../support/make.js';
import { until } from '../support/until.js';

interface Message {
  id: string;
  to: string;
  text: string;
}

/** A time zone in which it is this hour now. */
function zoneAt(hour: number): string {
  const ahead = ((hour - new Date().getUTCHours() + 36) % 24) - 12;
  // The signs of these names are the wrong way round.
  return ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${String(Math.abs(ahead))}`;
}

describe('text messages', () => {
  let sender: Server;
  let app: TestApp;
  let staff: Actor;
  let provider: Actor;
  const got: Message[] = [];
  const answers: number[] = [];

  beforeAll(async () => {
    sender = createServer((request, response) => {
      void json(request).then((message) => {
        got.push(message as Message);
        // Only what leads elsewhere is looked for there.
        response.writeHead(answers.shift() ?? 200, { location: `/send/${String(got.length)}` }).end();
      });
    });
    await once(sender.listen(0, '127.0.0.1'), 'listening');
    app = await startApp({
      SMS_URL: `http://127.0.0.1:${String((sender.address() as AddressInfo).port)}/send`,
    });
    staff = await makeStaff(app);
    provider = await makeProvider(app);
    await app.database.rows("UPDATE providers SET phone = '+234 800 000 0000' WHERE id = $1", [provider.id]);
    await timeIs(12);
  });
  afterAll(async () => {
    await app.stop();
    sender.close();
  });

  const timeIs = async (hour: number) =>
    must(200, await staff.api.patch('/api/bank_configuration/', { time_zone: zoneAt(hour) }));
  const write = async (): Promise<string> => {
    const [row] = await app.database.rows<{ id: string }>(
      `INSERT INTO notifications (id, event_id, user_id, topic, channel, happened, subject_id, business_date, data,
         created_at, next_attempt_at)
       VALUES (gen_random_uuid(), gen_random_uuid(), $1, 'deposit', 'sms', 'provider.deposited', $1, '2026-11-23',
         '{"amount": "1250.00", "currency": "USD", "transfer": null}', now(), now()) RETURNING id`,
      [provider.id],
    );
    return row!.id;
  };
  const want = async (wanted: boolean) =>
    must(
      200,
      await provider.api.patch('/api/notification_preferences/', {
        topic: 'deposit',
        channel: 'sms',
        wanted,
      }),
    );

  it('come to who asks for them, and to nobody else', async () => {
    const { results } = must(200, await provider.api.get('/api/notification_preferences/')) as {
      results: { topic: string; channel: string; wanted: boolean }[];
    };
    const wanted = results.filter((each) => each.channel === 'sms' && each.wanted).map(({ topic }) => topic);
    expect(wanted).toEqual(['security']);
    expect(await letterIs(staff, await write(), 'suppressed')).toMatchObject({ reason: 'not_wanted' });
    await want(true);
    const id = await write();
    expect(await letterIs(staff, id, 'sent')).toMatchObject({ sent_by: 'sms' });
    expect(got).toEqual([
      {
        id,
        to: '+234 800 000 0000',
        text: expect.stringContaining('We received your deposit of') as unknown,
      },
    ]);
  });

  it('that are refused for good fail; others are tried again', async () => {
    answers.push(400);
    expect(await letterIs(staff, await write(), 'failed')).toMatchObject({ reason: 'refused' });
    answers.push(429);
    const id = await write();
    let letter: ShownLetter | undefined;
    await until(async () => (letter = await letterOf(staff, id)).detail !== null);
    expect(letter).toMatchObject({ state: 'waiting', detail: 'it was answered with 429' });
  });

  it('are not led elsewhere', async () => {
    const before = got.length;
    answers.push(307);
    const id = await write();
    await until(async () => (await letterOf(staff, id)).detail !== null);
    expect(await letterOf(staff, id)).toMatchObject({ state: 'sending', attempts: 1 });
    expect(got.slice(before).map((message) => message.id)).toEqual([id]);
  });

  it('tell of another address, and never bring a link for a password', async () => {
    await app.database.rows("UPDATE users SET email = 'lender@example.org' WHERE id = $1", [provider.id]);
    const before = got.length;
    must(202, await app.as().post('/api/auth/forgot_password/', { username: `provider-${provider.id}` }));
    must(200, await provider.api.patch('/api/providers/update_current/', { email: 'other@example.org' }));
    await until(async () => {
      const letters = await lettersTo(staff, provider);
      return (
        letters.filter(({ happened, state }) => happened !== 'provider.deposited' && state === 'sent')
          .length === 4
      );
    });
    const security = (await lettersTo(staff, provider)).filter(({ topic }) => topic === 'security');
    expect(security.map(({ happened, sent_by: by }) => `${happened} ${String(by)}`).sort()).toEqual([
      'email_changed log',
      'email_changed sms',
      'email_left log',
      'forgotten log',
    ]);
    const texts = got.slice(before).map(({ text }) => text);
    expect(texts).toEqual([expect.stringContaining('come to this address')]);
  });

  it('wait for the morning', async () => {
    // Eleven hours of the night are left, and at least ten if the clock strikes meanwhile.
    await timeIs(21);
    const id = await write();
    await until(async () => {
      const [row] = await app.database.rows<{ held: boolean }>(
        "SELECT next_attempt_at > now() + interval '9.5 hours' AS held FROM notifications WHERE id = $1",
        [id],
      );
      return row?.held === true;
    });
    expect(await letterOf(staff, id)).toMatchObject({ state: 'waiting', attempts: 0 });
    await timeIs(12);
  });
});
