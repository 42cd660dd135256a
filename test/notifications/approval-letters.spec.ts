import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { eventsOf } from '../support/events.js';
import { makeInstrument, payWith, sayOf, startWithGateway, transfersThatStand } from '../support/gateway.js';
import { giveAddress, lettersTo, mailingTo, type ShownLetter } from '../support/letters.js';
import { startMailServer, type MailServer } from '../support/mail.js';
import {
  makeCustomer,
  makeLoan,
  makeProvider,
  makeStaff,
  makeUser,
  must,
  type Actor,
} from '../support/make.js';
import { until } from '../support/until.js';

describe('letters about what a colleague has proposed', () => {
  let mail: MailServer;
  let app: TestApp;
  let one: Actor;
  let other: Actor;
  let admin: Actor;
  let customer: Actor;

  beforeAll(async () => {
    mail = await startMailServer();
    app = await startWithGateway(undefined, {
      ...mailingTo(mail.url),
      MAIL_ONLY_TO: 'tests@bank.example',
      CONSOLE_URL: 'https://office.example.org',
    });
    [one, other, admin] = [await makeStaff(app), await makeStaff(app), await makeUser(app, 'admin')];
    for (const user of [one, other, admin]) await giveAddress(app, user);
    await makeProvider(app, '50000.00');
    customer = await makeCustomer(app);
    await giveAddress(app, customer);
  });
  afterAll(async () => {
    await app.stop();
    await mail.stop();
  });

  const inReview = async () => {
    const loan = await makeLoan(customer, '500.00');
    const id = await payWith(customer, await makeInstrument(customer, 'slow_3d'), loan, '50.00');
    await sayOf(app, one, id, { state: 'succeeded' });
    await sayOf(app, one, id, { state: 'review' });
    return id;
  };
  const resolve = async (by: Actor, id: string, outcome: string) =>
    must(
      200,
      await by.api.post(`/api/transfers/${id}/resolve/`, { outcome, reason: 'The gateway says so.' }),
    );
  const approvalsTo = async (reader: Actor) =>
    (await lettersTo(admin, reader)).filter(({ topic }) => topic === 'approval');
  /** The letters to somebody once there are so many, and none of them waits. */
  const told = async (reader: Actor, count: number): Promise<ShownLetter[]> => {
    let found: ShownLetter[] = [];
    await until(async () => {
      found = await approvalsTo(reader);
      return found.length === count && found.every(({ state }) => !['waiting', 'sending'].includes(state));
    });
    return found;
  };
  const textOf = (letter: ShownLetter | undefined) =>
    mail.got.find(({ messageId }) => messageId === `<${letter?.id ?? ''}@bank.example>`)?.text;

  it('go to all of the staff but the one who proposed it, with a link to where it is decided', async () => {
    const id = await inReview();
    await resolve(one, id, 'settled');
    for (const reader of [other, admin]) {
      const [letter] = await told(reader, 1);
      expect(textOf(letter)).toMatch(/a colleague proposed where a transfer of USD\s50\.00 ended/);
      expect(textOf(letter)).toContain(`https://office.example.org/admin/#/transfers/${id}/show`);
    }
    expect(await approvalsTo(one)).toEqual([]);
    expect(await approvalsTo(customer)).toEqual([]);
    await resolve(other, id, 'settled');
  });

  it('name the amount that nobody will ever pay', async () => {
    const debtor = await makeCustomer(app);
    await transfersThatStand(app, one, debtor);
    must(200, await one.api.post(`/api/customers/${debtor.id}/bank_loss/`, { reason: 'She moved abroad.' }));
    const letter = (await told(other, 2)).at(-1);
    expect(textOf(letter)).toMatch(/a colleague proposed to write off USD\s15\.00 that a customer owes/);
    expect(textOf(letter)).toContain(`https://office.example.org/admin/#/customers/${debtor.id}/show`);
    // What people typed stays with those who work on it.
    expect(textOf(letter)).not.toContain('abroad');
  });

  it('are not sent of what was decided meanwhile', async () => {
    const before = (await told(other, 2)).length;
    await app.database.rows(
      `CREATE FUNCTION hold_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         NEW.next_attempt_at = now() + interval '1 day'; RETURN NEW; END $$`,
    );
    await app.database.rows(
      'CREATE TRIGGER held_up BEFORE INSERT ON notifications FOR EACH ROW EXECUTE FUNCTION hold_up()',
    );
    const id = await inReview();
    await resolve(one, id, 'failed');
    await until(async () => (await approvalsTo(other)).length > before);
    await resolve(admin, id, 'failed');
    await app.database.rows('DROP FUNCTION hold_up CASCADE');
    await app.database.rows("UPDATE notifications SET next_attempt_at = now() WHERE state = 'waiting'");
    expect((await told(other, before + 1)).at(-1)).toMatchObject({ state: 'suppressed', reason: 'over' });
  });

  it('follow events that say what was proposed, and whether it was confirmed', async () => {
    const id = await inReview();
    const events = await eventsOf(app, one, async () => {
      await resolve(one, id, 'failed');
      await resolve(other, id, 'settled');
      await resolve(one, id, 'settled');
    });
    const proposals = events.filter(({ type }) => type.startsWith('proposal.'));
    expect(proposals.map(({ type, actor, data }) => [type, actor, data])).toEqual([
      ['proposal.made', one.id, { kind: 'resolve', transfer: id }],
      ['proposal.ended', other.id, { kind: 'resolve', transfer: id, confirmed: false }],
      ['proposal.made', other.id, { kind: 'resolve', transfer: id }],
      ['proposal.ended', one.id, { kind: 'resolve', transfer: id, confirmed: true }],
    ]);
    const ids = proposals.map(({ subject }) => subject.id);
    expect([ids[0], ids[2]]).toEqual([ids[1], ids[3]]);
    expect(ids[0]).not.toBe(ids[2]);
  });
});
