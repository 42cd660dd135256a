import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { giveAddress, letterIs, mailingTo, writeLetters } from '../support/letters.js';
import { startMailServer, type MailServer } from '../support/mail.js';
import { makeProvider, makeUser, must, type Actor } from '../support/make.js';

const PATH = '/api/notification_templates/deposit/email/en';
const TEXT = {
  subject: 'In: {{ amount | money: currency }}',
  body: 'Thanks, {{ name }}. <b>{{ date | date }}</b>',
};

interface Template {
  topic: string;
  channel: string;
  locale: string;
  version: number;
  subject: string;
  body: string;
  values: string[];
  author: string | null;
}

describe('templates', () => {
  let mail: MailServer;
  let app: TestApp;
  let admin: Actor;
  let staff: Actor;

  beforeAll(async () => {
    mail = await startMailServer();
    app = await startApp(mailingTo(mail.url));
    admin = await makeUser(app, 'admin');
    staff = await makeUser(app, 'staff');
  });
  afterAll(async () => {
    await app.stop();
    await mail.stop();
  });

  const all = async () =>
    must(200, await staff.api.get('/api/notification_templates/')).results as Template[];
  const deposit = async () =>
    (await all()).find(
      ({ topic, channel, locale }) => `${topic} ${channel} ${locale}` === 'deposit email en',
    )!;
  const put = (text: object, api = admin.api, path = PATH) => api.send('PUT', `${path}/`, text);

  it('are there for every topic, channel and language before the bank writes any', async () => {
    const templates = await all();
    expect(templates).toHaveLength(13 * 2 * 4);
    expect(
      templates.every(({ version, author, values }) => version === 0 && author === null && values.length > 3),
    ).toBe(true);
  });

  it('are previewed without being changed', async () => {
    const preview = must(200, await staff.api.post(`${PATH}/preview/`, TEXT));
    expect(preview).toEqual({
      examples: [
        { example: 'deposit', subject: 'In: USD 87.50', body: 'Thanks, Amina. <b>Nov 23, 2026</b>' },
      ],
    });
    expect(must(200, await admin.api.send('PUT', `${PATH}/?dry_run=1`, TEXT))).toEqual(preview);
    expect((await deposit()).version).toBe(0);
  });

  it('are saved as versions, and letters are written with the newest', async () => {
    const provider = await makeProvider(app);
    const address = await giveAddress(app, provider, { firstName: 'Bo' });
    expect(must(200, await put({ ...TEXT, body: 'First {{ link }}' }))).toMatchObject({
      version: 1,
      author: admin.id,
    });
    expect(must(200, await put(TEXT))).toMatchObject({ version: 2, ...TEXT });
    expect(await deposit()).toMatchObject({ version: 2, ...TEXT });
    const [id] = await writeLetters(app, provider);
    const [got] = await mail.arrived(address);
    expect(got).toMatchObject({ subject: 'In: USD 1,250.00' });
    // What looks like a page in a template is text in the page.
    expect(got!.html).toContain('Thanks, Bo. &lt;b&gt;Nov 23, 2026&lt;/b&gt;');
    // However it is written, its reader can turn it off.
    expect(got!.text).toContain('https://loans.example.org/unsubscribe/');
    expect(await letterIs(staff, id!, 'sent')).toMatchObject({ template_version: 2 });
    expect(app.output()).not.toContain('does not render');
  });

  it.each([
    ['loops', '{% for i in (1..100000000) %}x{% endfor %}'],
    ['reaches for a constructor', '{{ name.constructor.constructor }}'],
    ['names what is not there', '{{ balance }}'],
    ['names a filter that is not there', '{{ name | shout }}'],
    ['reads a file', "{% include '/etc/passwd' %}"],
    ['is not closed', '{% if name %}'],
  ])('that %s are refused at once, and change nothing', async (_, body) => {
    const before = await deposit();
    const started = performance.now();
    for (const answer of [
      await put({ ...TEXT, body }),
      await staff.api.post(`${PATH}/preview/`, { ...TEXT, body }),
    ]) {
      expect(answer).toMatchObject({
        status: 422,
        body: { code: 'template_does_not_render', example: 'deposit' },
      });
    }
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(await deposit()).toEqual(before);
  });

  it('have to render with every kind of letter of their topic', async () => {
    const path = '/api/notification_templates/loan_decision/email/en';
    const body = "{% if decision == 'expired' %}{{ balance }}{% endif %}{{ loan }}";
    expect(await put({ subject: 'x', body }, admin.api, path)).toMatchObject({
      status: 422,
      body: { example: 'expired' },
    });
  });

  it('that do not render with the values of a letter give way to the platform’s own', async () => {
    must(200, await put({ subject: 'x', body: "{% if name == 'Cleo' %}{{ balance }}{% endif %}{{ name }}" }));
    const provider = await makeProvider(app);
    const address = await giveAddress(app, provider, { firstName: 'Cleo' });
    const [id] = await writeLetters(app, provider);
    const [got] = await mail.arrived(address);
    expect(got!.text).toContain('We received your deposit of');
    expect(await letterIs(staff, id!, 'sent')).toMatchObject({ template_version: 0 });
    expect(app.output()).toContain('a template does not render');
  });

  it.each([
    ['en', 'Signing in now takes a second factor', 'signs in with the password and a second factor'],
    ['es', 'Ahora se necesita un segundo factor para entrar', 'entra con la contraseña y un segundo factor'],
    [
      'fr',
      'Un second facteur est désormais demandé à la connexion',
      'avec le mot de passe et un second facteur',
    ],
    ['ar', 'أصبح تسجيل الدخول يتطلب عاملا ثانيا', 'الدخول بكلمة المرور وعامل ثان'],
  ])(
    'of the bank’s own about the sign-in tell in %s what happened, whatever it is',
    async (locale, event, details) => {
      const path = `/api/notification_templates/security/email/${locale}`;
      const previewOf = async (text: object) => {
        const { examples } = must(200, await staff.api.post(`${path}/preview/`, text)) as {
          examples: { example: string; subject: string; body: string }[];
        };
        return Object.fromEntries(examples.map(({ example, ...says }) => [example, says]));
      };
      // Written when there were passwords only.
      const old = {
        subject: 'News',
        body: "{{ name }}: {% case what %}{% when 'password_changed' %}PASSWORD{% endcase %}",
      };
      const before = await previewOf(old);
      expect(before.password_changed).toEqual({ subject: 'News', body: 'Amina: PASSWORD' });
      const told = Object.entries(before).filter(([kind]) => kind !== 'password_changed');
      expect(told.map(([kind]) => kind)).toEqual(
        expect.arrayContaining([
          'email_changed',
          'email_left',
          'factor_on',
          'factor_off',
          'recovery_code_used',
        ]),
      );
      expect(before.factor_on!.body).toMatch(/^Amina:\n\n/);
      expect(before.factor_on!.body).toContain(details);
      // Each of them says something of its own.
      expect(new Set(told.map(([, { body }]) => body)).size).toBe(told.length);
      expect(told.every(([, { body }]) => body.length > 'Amina:'.length + 20)).toBe(true);

      const own = await previewOf({ subject: '{{ event }}', body: '{{ name }}. {{ details }}' });
      expect(own.factor_on!.subject).toBe(event);
      expect(own.factor_on!.body).toContain(details);
      expect(own.factor_on!.body).not.toContain('\n\n');
    },
  );

  it('of the bank’s own about the sign-in are sent with what happened', async () => {
    const path = '/api/notification_templates/security/email/en';
    must(200, await put({ subject: 'Your sign-in', body: 'Dear {{ name }}, please read.' }, admin.api, path));
    expect((await all()).find(({ topic }) => topic === 'security')!.values).toEqual(
      expect.arrayContaining(['what', 'event', 'details']),
    );
    const provider = await makeProvider(app);
    const address = await giveAddress(app, provider, { firstName: 'Dia' });
    const [id] = await writeLetters(app, provider, 1, { topic: 'security', happened: 'recovery_code_used' });
    const [got] = await mail.arrived(address);
    expect(got!.text).toContain('Dear Dia, please read.');
    expect(got!.text).toContain('was used in place of the authenticator app');
    expect(await letterIs(staff, id!, 'sent')).toMatchObject({ template_version: 1 });
  });

  it('are changed by admins only, in a language, channel and topic that there is', async () => {
    expect(await put(TEXT, staff.api)).toMatchObject({ status: 403 });
    for (const path of ['deposit/email/xx', 'deposit/fax/en', 'gossip/email/en']) {
      expect(await put(TEXT, admin.api, `/api/notification_templates/${path}`)).toMatchObject({
        status: 404,
      });
    }
    expect(await put({ ...TEXT, subject: 'a\nb' })).toMatchObject({ status: 400 });
    expect(await put({ ...TEXT, body: ' ' })).toMatchObject({ status: 400 });
  });

  it('that two admins change at once become two versions', async () => {
    const before = (await deposit()).version;
    const saved = await Promise.all([put(TEXT), put({ ...TEXT, subject: 'Other' })]);
    expect(saved.map((answer) => Number(must(200, answer).version)).sort()).toEqual([before + 1, before + 2]);
  });
});
