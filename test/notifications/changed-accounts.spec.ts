import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { Client } from '../support/http.js';
import { giveAddress, letterIs, lettersTo, mailingTo, type ShownLetter } from '../support/letters.js';
import { startMailServer, type MailServer } from '../support/mail.js';
import { makeUser, must, type Actor } from '../support/make.js';

const PASSWORD = 'correct horse battery';
const NEW = 'seven green umbrellas';
const PATH = '/api/customers/update_current/';

/** Somebody who has signed in with a password. */
interface Person {
  id: string;
  username: string;
  /** Of the session: who has stolen it can do what it can. */
  api: Client;
}

describe('a change of the way in', () => {
  let mail: MailServer;
  let app: TestApp;
  let staff: Actor;
  let admin: Actor;
  let number = 0;

  beforeAll(async () => {
    mail = await startMailServer();
    app = await startApp(mailingTo(mail.url));
    staff = await makeUser(app, 'staff');
    admin = await makeUser(app, 'admin');
  });
  afterAll(async () => {
    await app.stop();
    await mail.stop();
  });

  const addressOf = (name: string) => `${name}-${String(++number)}@example.org`;
  const person = async (email = ''): Promise<Person> => {
    const username = `person-${String(++number)}`;
    const registered = must(
      201,
      await app.as().post('/api/auth/register/', { username, password: PASSWORD, role: 'customer', email }),
    );
    const { access_token: token } = must(
      200,
      await app.as().post('/api/auth/login/', { username, password: PASSWORD }),
    );
    return { id: String(registered.id), username, api: new Client(app.url, String(token)) };
  };
  const told = (of: { id: string }) => lettersTo(staff, of);
  const happened = (letters: ShownLetter[]) => letters.map((letter) => letter.happened);
  const forgotten = async (of: { id: string }) =>
    (await told(of)).filter((letter) => letter.happened === 'forgotten');
  /** Where a link for a new password is mailed that somebody asks for: to one address, or to none. */
  const linkGoesTo = async ({
    id,
    username,
  }: Pick<Person, 'id' | 'username'>): Promise<(string | null)[]> => {
    await app.database.rows("UPDATE one_time_codes SET created_at = created_at - interval '3 minutes'");
    const before = (await forgotten({ id })).length;
    must(202, await app.as().post('/api/auth/forgot_password/', { username }));
    // Another one’s letter is behind all that were asked for before.
    const email = addressOf('behind');
    const last = await person(email);
    must(202, await app.as().post('/api/auth/forgot_password/', { username: last.username }));
    await mail.arrived(email);
    const letters = (await forgotten({ id })).slice(before);
    const sent = await Promise.all(letters.map((letter) => letterIs(staff, letter.id, 'sent')));
    return sent.map(({ address }) => address);
  };

  it('of the password is told, and can be undone from there', async () => {
    const email = addressOf('ada');
    const ada = await person(email);
    const body = { current_password: PASSWORD, new_password: NEW };
    expect((await ada.api.post('/api/auth/change_password/', body)).status).toBe(204);
    const [letter] = await mail.arrived(email);
    expect(letter).toMatchObject({ subject: 'Your password was changed' });
    expect(letter!.text).toContain(`The password of ${ada.username} was changed.`);
    expect(letter!.text).toContain('https://loans.example.org/forgotten');
    // Nobody turns this off, and nobody gets it who can use it.
    expect(letter!.headers['list-unsubscribe']).toBeUndefined();
    expect(letter!.text).not.toContain(NEW);
    expect(await linkGoesTo(ada)).toEqual([email]);
  });

  it('by an admin, and by a code, is told as well; one that was refused is not', async () => {
    const email = addressOf('bo');
    const bo = await person(email);
    const weak = { current_password: PASSWORD, new_password: 'password123' };
    expect((await bo.api.post('/api/auth/change_password/', weak)).status).toBe(400);
    must(200, await admin.api.post(`/api/users/${bo.id}/reset_password/`, {}));
    const { code } = must(201, await staff.api.post(`/api/customers/${bo.id}/code/`));
    const chosen = { username: bo.username, code, password: NEW };
    must(200, await app.as().post('/api/auth/set_password/', chosen));
    await mail.arrived(email, 2);
    expect(happened(await told(bo))).toEqual(['password_changed', 'password_changed']);
  });

  it('of the address by a session is told at both, and links for a password stay where they were', async () => {
    const [old, stolen, further] = [addressOf('old'), addressOf('stolen'), addressOf('further')];
    const cleo = await person(old);
    must(200, await cleo.api.patch(PATH, { email: stolen }));
    const [left] = await mail.arrived(old);
    expect(left!.text).toContain(`The e-mail address of ${cleo.username} was changed`);
    expect(left!.text).toContain('https://loans.example.org/forgotten');
    const [come] = await mail.arrived(stolen);
    expect(come!.text).toContain(`our letters to ${cleo.username} come to this address`);
    expect(await linkGoesTo(cleo)).toEqual([old]);
    // However often it is changed.
    must(200, await cleo.api.patch(PATH, { email: further }));
    await mail.arrived(further);
    expect(await linkGoesTo(cleo)).toEqual([old]);
    // Signing in says nothing about the address: its owner may not have read the letter.
    must(200, await app.as().post('/api/auth/login/', { username: cleo.username, password: PASSWORD }));
    expect(await linkGoesTo(cleo)).toEqual([old]);
    expect(mail.to(stolen)).toHaveLength(2);
    expect(mail.to(further)).toHaveLength(1);
  });

  it('of the address with the password moves the links; so does the password later', async () => {
    const [first, second, third] = [addressOf('first'), addressOf('second'), addressOf('third')];
    const dina = await person(first);
    must(200, await dina.api.patch(PATH, { email: second, current_password: PASSWORD }));
    expect(await linkGoesTo(dina)).toEqual([second]);
    must(200, await dina.api.patch(PATH, { email: third }));
    expect(await linkGoesTo(dina)).toEqual([second]);
    must(200, await dina.api.patch(PATH, { email: third, current_password: PASSWORD }));
    expect(await linkGoesTo(dina)).toEqual([third]);
    // Changed and changed back.
    must(200, await dina.api.patch(PATH, { email: first }));
    must(200, await dina.api.patch(PATH, { email: third }));
    expect(await linkGoesTo(dina)).toEqual([third]);
  });

  it('with a wrong password changes nothing, and is guessed ten times', async () => {
    const slow = await startApp({ ...mailingTo(mail.url), THROTTLE_DISABLED: 'false' }, app.database);
    try {
      const email = addressOf('eve');
      const eve = await person(email);
      const guess = () =>
        new Client(slow.url, eve.api.token).patch(PATH, {
          email: addressOf('guess'),
          current_password: 'wrong password',
        });
      for (let nr = 0; nr < 10; nr++) {
        expect(await guess()).toMatchObject({
          status: 400,
          body: { errors: [{ field: 'current_password', code: 'wrong_password' }] },
        });
      }
      await app.database.rows("UPDATE sign_in_attempts SET closed_until = now() + interval '1 hour'");
      expect(await guess()).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
      expect(must(200, await eve.api.get('/api/auth/me/'))).toMatchObject({ email });
      expect(await told(eve)).toEqual([]);
      expect(slow.output()).toContain('user.confirm_address');
    } finally {
      await slow.end();
    }
  });

  it('where there was no address lets no link out before the password has confirmed the new one', async () => {
    const [typed, confirmed] = [addressOf('typed'), addressOf('confirmed')];
    const fay = await person();
    must(200, await fay.api.patch(PATH, { email: typed }));
    await mail.arrived(typed);
    expect(await linkGoesTo(fay)).toEqual([]);
    expect(await staff.api.post(`/api/users/${fay.id}/invite/`)).toMatchObject({
      status: 422,
      body: { code: 'no_address' },
    });
    must(200, await fay.api.patch(PATH, { email: confirmed, current_password: PASSWORD }));
    expect(await linkGoesTo(fay)).toEqual([confirmed]);
  });

  it('by staff moves the links: they know whom they have in front of them', async () => {
    const [before, after] = [addressOf('before'), addressOf('after')];
    const gus = await person(before);
    must(200, await staff.api.patch(`/api/customers/${gus.id}/`, { email: after }));
    await mail.arrived(before);
    expect(happened(await told(gus)).sort()).toEqual(['email_changed', 'email_left']);
    expect(await linkGoesTo(gus)).toEqual([after]);
    // What staff leave out, they say nothing about.
    must(200, await gus.api.patch(PATH, { email: before }));
    must(200, await staff.api.patch(`/api/customers/${gus.id}/`, { phone: '+234 800' }));
    expect(await linkGoesTo(gus)).toEqual([after]);
  });

  it('by admins moves the links of others, and not their own', async () => {
    const [own, other] = [addressOf('own'), addressOf('other')];
    const hana = await person();
    must(200, await admin.api.patch(`/api/users/${hana.id}/`, { email: other }));
    expect(await linkGoesTo(hana)).toEqual([other]);
    await giveAddress(app, admin, { email: own });
    must(200, await admin.api.patch(`/api/users/${admin.id}/`, { email: addressOf('moved') }));
    expect(await linkGoesTo({ id: admin.id, username: `admin-${admin.id}` })).toEqual([own]);
  });

  it('that is none is told to nobody: clients send all that they were shown', async () => {
    const email = addressOf('ida');
    const ida = await person(email);
    must(200, await ida.api.patch(PATH, { first_name: 'Ida', last_name: 'Bell' }));
    const shown = must(200, await ida.api.get(`/api/customers/${ida.id}/`));
    must(200, await ida.api.patch(PATH, shown));
    expect(await linkGoesTo(ida)).toEqual([email]);
    expect(happened(await told(ida))).toEqual(['forgotten']);
  });

  it('is told once more by staff where it was told, and links where they go now', async () => {
    const [old, next] = [addressOf('old'), addressOf('next')];
    const jo = await person(old);
    expect(await linkGoesTo(jo)).toEqual([old]);
    must(200, await jo.api.patch(PATH, { email: next, current_password: PASSWORD }));
    await mail.arrived(old, 2);
    await mail.arrived(next);
    await app.database.rows("UPDATE one_time_codes SET created_at = created_at - interval '3 minutes'");
    for (const letter of await told(jo)) {
      must(202, await staff.api.post(`/api/notifications/${letter.id}/send_again/`));
    }
    await mail.arrived(old, 3);
    const came = (await mail.arrived(next, 3)).slice(1);
    expect(came.map(({ subject }) => subject).sort()).toEqual([
      'Choose a new password',
      'Your e-mail address was changed',
    ]);
    expect(mail.to(old)).toHaveLength(3);
  });
});
