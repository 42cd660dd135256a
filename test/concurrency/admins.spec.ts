import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { hold } from '../support/hold.js';
import { makeUser, type Actor } from '../support/make.js';

type Command = (admins: Actor[]) => ReturnType<Actor['api']['post']>;

/** The admin number `by` erases number `whom`. */
const erases =
  (by: number, whom: number): Command =>
  (admins) =>
    admins[by]!.api.post(`/api/users/${admins[whom]!.id}/erase/`, { username: `admin-${admins[whom]!.id}` });
const disables =
  (by: number, whom: number): Command =>
  (admins) =>
    admins[by]!.api.patch(`/api/users/${admins[whom]!.id}/`, { is_active: false });

/** Each order in which two or three can come. */
const orders = <T>(all: readonly T[]): T[][] =>
  all.length < 2
    ? [[...all]]
    : all.flatMap((first) => orders(all.filter((one) => one !== first)).map((rest) => [first, ...rest]));

describe('admins who are erased at the same moment', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.stop());

  /** All have been let in, and stand at the same lock, in this order; answers what became of them and who is left. */
  const race = async (count: number, commands: readonly Command[]) => {
    await app.database.rows("UPDATE users SET is_active = false WHERE role = 'admin'");
    const admins = await Promise.all(Array.from({ length: count }, () => makeUser(app, 'admin')));
    const active = "SELECT id FROM users WHERE role = 'admin' AND is_active";
    const held = await hold(app.database, `${active} FOR NO KEY UPDATE`);
    const sent: ReturnType<Command>[] = [];
    for (const command of commands) {
      sent.push(command(admins));
      await held.waitedFor(sent.length);
    }
    await held.release();
    const answers = await Promise.all(sent);
    const left = await app.database.rows<{ id: string }>(active);
    const erased = await app.database.rows<{ id: string }>(
      "SELECT id FROM users WHERE id = ANY ($1) AND erased_at IS NOT NULL AND username = 'erased-' || id",
      [admins.map(({ id }) => id)],
    );
    return {
      answers: answers.map(({ status, body }) => (status === 200 ? 'done' : String(body.code))).sort(),
      left: left.map(({ id }) => admins.findIndex((admin) => admin.id === id)).sort(),
      erased: erased.map(({ id }) => admins.findIndex((admin) => admin.id === id)).sort(),
    };
  };

  it('by each other are not both: one is left', async () => {
    for (const order of [...orders([erases(0, 1), erases(1, 0)]), ...orders([erases(0, 1), erases(1, 0)])]) {
      const { answers, left, erased } = await race(2, order);
      expect(answers).toEqual(['done', 'last_admin']);
      expect([left.length, erased.length]).toEqual([1, 1]);
    }
  });

  it('in a ring of three are two: one is left', async () => {
    for (const order of orders([erases(0, 1), erases(1, 2), erases(2, 0)])) {
      const { answers, left, erased } = await race(3, order);
      expect(answers).toEqual(['done', 'done', 'last_admin']);
      expect([left.length, erased.length]).toEqual([1, 2]);
    }
  });

  it('by a third both are, and the third stays', async () => {
    for (const order of orders([erases(2, 0), erases(2, 1)])) {
      expect(await race(3, order)).toEqual({ answers: ['done', 'done'], left: [2], erased: [0, 1] });
    }
  });

  it('while the other is disabled are erased, or the other is disabled, and never both', async () => {
    for (const order of orders([erases(0, 1), disables(1, 0)])) {
      const { answers, left, erased } = await race(2, order);
      expect(answers).toEqual(['done', 'last_admin']);
      expect(left).toHaveLength(1);
      expect(erased).toEqual(left[0] === 0 ? [1] : []);
    }
    for (const order of orders([erases(2, 1), disables(2, 0), erases(0, 2)])) {
      const { answers, left } = await race(3, order);
      expect(answers).toEqual(['done', 'done', 'last_admin']);
      expect(left).toHaveLength(1);
    }
  });

  it('twice, by two others, are erased once and answered twice', async () => {
    const { answers, left, erased } = await race(3, [erases(0, 2), erases(1, 2)]);
    // The second knows a name that is no more.
    expect(answers).toEqual(['done', 'validation_failed']);
    expect([left, erased]).toEqual([[0, 1], [2]]);
  });
});
