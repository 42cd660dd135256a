import { uuidv7 } from 'uuidv7';
import type { TestApp } from './app.js';
import { must, type Actor } from './make.js';
import { until } from './until.js';

/** Settings with which an instance sends letters to this server. */
export const mailingTo = (url: string): Record<string, string> => ({
  SMTP_URL: url,
  MAIL_FROM: 'letters@bank.example',
  PUBLIC_URL: 'https://loans.example.org',
});

/** Gives a user an address and names; answers the address. */
export async function giveAddress(
  app: Pick<TestApp, 'database'>,
  user: { id: string },
  given: { email?: string; firstName?: string; language?: string } = {},
): Promise<string> {
  const { email = `${user.id}@example.org`, firstName = 'Amina', language = null } = given;
  await app.database.rows('UPDATE users SET email = $2, first_name = $3, language = $4 WHERE id = $1', [
    user.id,
    email,
    firstName,
    language,
  ]);
  return email;
}

/** Writes letters to a provider, by default about a deposit, due now, as the outbox would; answers their ids. */
export async function writeLetters(
  app: Pick<TestApp, 'database'>,
  provider: { id: string },
  count = 1,
  { topic, happened } = { topic: 'deposit', happened: 'provider.deposited' },
): Promise<string[]> {
  const ids = Array.from({ length: count }, () => uuidv7());
  await app.database.rows(
    `INSERT INTO notifications (id, event_id, user_id, topic, channel, happened, subject_id, business_date, data, created_at,
       next_attempt_at)
     SELECT id, id, $2, $3, 'email', $4, $2, '2026-11-23',
       '{"amount": "1250.00", "currency": "USD", "transfer": null}', now(), now() FROM unnest($1::uuid[]) AS id`,
    [ids, provider.id, topic, happened],
  );
  return ids;
}

/** A letter as the API shows it. */
export interface ShownLetter {
  id: string;
  topic: string;
  happened: string;
  state: string;
  reason: string | null;
  detail: string | null;
  repeated: boolean;
  attempts: number;
  address: string | null;
  body: string | null;
  message_id: string | null;
  sent_by: string | null;
  again_of: string | null;
}

export async function letterOf(reader: Actor, id: string): Promise<ShownLetter> {
  return must(200, await reader.api.get(`/api/notifications/${id}/`)) as ShownLetter;
}

/** Waits until a letter is in this state. */
export async function letterIs(reader: Actor, id: string, state: string): Promise<ShownLetter> {
  await until(async () => (await letterOf(reader, id)).state === state);
  return letterOf(reader, id);
}

/** All letters to a user, oldest first. */
export async function lettersTo(reader: Actor, user: { id: string }): Promise<ShownLetter[]> {
  const page = must(
    200,
    await reader.api.get(`/api/notifications/?user=${user.id}&ordering=created_at&limit=100`),
  );
  return page.results as ShownLetter[];
}

/** Lets letters that wait for their next attempt, or for the end of a lease, be due now. */
export async function dueNow(app: Pick<TestApp, 'database'>, ...ids: string[]): Promise<void> {
  await app.database.rows(
    `UPDATE notifications SET next_attempt_at = now(), leased_until = least(leased_until, now() - interval '1 ms')
     WHERE id = ANY ($1) AND state IN ('waiting', 'sending')`,
    [ids],
  );
}
