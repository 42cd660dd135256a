import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { startCli } from '../support/cli.js';
import { giveAddress, letterIs, lettersTo, mailingTo, writeLetters } from '../support/letters.js';
import { startMailServer, type MailServer } from '../support/mail.js';
import { makeCustomer, makeProvider, makeStaff, must, type Actor } from '../support/make.js';

const PREFERENCES = '/api/notification_preferences/';
const FOOTER = 'Harbour Credit Union, 12 Harbour Road, Lagos.\nLicence 4711 <office@bank.example>';

describe('what the bank says of its letters', () => {
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

  const configure = async (change: object) =>
    must(200, await staff.api.patch('/api/bank_configuration/', change));
  const lender = async (language?: string) => {
    const provider = await makeProvider(app);
    return {
      provider,
      address: await giveAddress(app, provider, language === undefined ? {} : { language }),
    };
  };
  const deposit = async (provider: Actor) =>
    must(200, await provider.api.post('/api/providers/add_funds/', { amount: '5.00' }));
  const preferenceOf = async (who: Actor, topic: string) => {
    const { results } = must(200, await who.api.get(PREFERENCES)) as { results: { topic: string }[] };
    return results.find((each) => each.topic === topic);
  };
  const say = (who: Actor, topic: string, wanted: boolean) =>
    who.api.patch(PREFERENCES, { topic, channel: 'email', wanted });

  it('what comes on request comes to who asks for it', async () => {
    await configure({ letters_on_request: ['deposit', 'share_digest'], letters_required: [] });
    const [silent, asking] = [await lender(), await lender()];
    expect(await preferenceOf(silent.provider, 'deposit')).toMatchObject({ wanted: false, required: false });
    expect(await preferenceOf(silent.provider, 'withdrawal')).toMatchObject({ wanted: true });
    must(200, await say(asking.provider, 'deposit', true));
    await deposit(silent.provider);
    await deposit(asking.provider);
    await mail.arrived(asking.address);
    expect(await lettersTo(staff, silent.provider)).toEqual([]);
    // One that waits already is looked at again before it goes.
    const [id] = await writeLetters(app, silent.provider);
    expect(await letterIs(staff, id!, 'suppressed')).toMatchObject({ reason: 'not_wanted' });
  });

  it('what is required comes to everybody, and nobody turns it off', async () => {
    await configure({ letters_on_request: [] });
    const { provider, address } = await lender();
    must(200, await say(provider, 'deposit', false));
    await configure({ letters_required: ['deposit', 'overdue'] });
    expect(await preferenceOf(provider, 'deposit')).toMatchObject({ wanted: true, required: true });
    expect(await say(provider, 'deposit', false)).toMatchObject({
      status: 422,
      body: { code: 'topic_required', detail: 'The bank sends these letters to everybody.' },
    });
    await deposit(provider);
    const [letter] = await mail.arrived(address);
    expect(letter!.headers['list-unsubscribe']).toBeUndefined();
    expect(letter!.text).not.toContain('/unsubscribe/');
    await configure({ letters_required: [] });
    expect(await preferenceOf(provider, 'deposit')).toMatchObject({ wanted: false, required: false });
  });

  it('a footer stands below every letter, as text and as a page', async () => {
    await configure({ letter_footer: FOOTER });
    const { provider, address } = await lender();
    await deposit(provider);
    const [letter] = await mail.arrived(address);
    expect(letter!.text.trimEnd().endsWith(FOOTER)).toBe(true);
    expect(letter!.text).toContain('/unsubscribe/');
    expect(letter!.html).toContain('Licence 4711 &lt;office@bank.example&gt;');
    await configure({ letter_footer: '' });
  });

  it('who has chosen no language is written to in the bank’s', async () => {
    await configure({ letter_language: 'es' });
    const [none, french] = [await lender(), await lender('fr')];
    await deposit(none.provider);
    await deposit(french.provider);
    expect((await mail.arrived(none.address))[0]!.text).toContain('Recibimos su ingreso');
    expect((await mail.arrived(french.address))[0]!.text).toContain('Nous avons reçu votre versement');
    await configure({ letter_language: 'en' });
  });

  it('has to fit: topics that there are, each once, and not on request and required at once', async () => {
    const change = (body: object) => staff.api.patch('/api/bank_configuration/', body);
    for (const body of [
      { letters_required: ['gossip'] },
      { letters_required: ['deposit', 'deposit'] },
      { letters_required: 7 },
      // Those always come.
      { letters_on_request: ['security'] },
      { letters_required: ['security'] },
      { letter_footer: 'a\u0007b' },
      { letter_language: 'de' },
    ]) {
      expect([body, (await change(body)).status]).toEqual([body, 400]);
    }
    await configure({ letters_required: ['deposit'] });
    expect(await change({ letters_on_request: ['deposit'] })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'letters_required', code: 'does_not_fit' }] },
    });
    await configure({ letters_required: [] });
  });

  it('is said at the command line too', async () => {
    const set = await startCli(app.database.url, 'config set letters_required=deposit,overdue --yes --json')
      .ended;
    expect(set).toMatchObject({ code: 0 });
    const customer = await makeCustomer(app);
    expect(await preferenceOf(customer, 'overdue')).toMatchObject({ required: true });
    expect((await startCli(app.database.url, 'config set letters_required= --yes').ended).code).toBe(0);
    expect(await preferenceOf(customer, 'overdue')).toMatchObject({ required: false });
  });
});
