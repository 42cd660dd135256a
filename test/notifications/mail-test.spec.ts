import { expect, it } from '@jest/globals';
import { startCli } from '../support/cli.js';
import { cloneDatabase } from '../support/database.js';
import { mailingTo } from '../support/letters.js';
import { startMailServer } from '../support/mail.js';

it('mail test sends a letter by the settings, and says what the server said', async () => {
  const [database, mail] = await Promise.all([cloneDatabase(), startMailServer()]);
  const test = (address: string, env: Record<string, string>) =>
    startCli(database.url, `mail test ${address}`, { env }).ended;
  try {
    const settings = mailingTo(mail.url);
    expect(await test('mei@example.org', settings)).toMatchObject({ code: 0 });
    expect(mail.to('mei@example.org')).toMatchObject([{ from: 'letters@bank.example' }]);
    await mail.answer({ recipient: [550] });
    const refused = await test('nobody@example.org', settings);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.out).toContain('550');
    expect(await test('not-an-address', settings)).toMatchObject({ code: 2 });
    // A sandbox writes to nobody but to whom it is told to.
    const sandbox = { ...settings, SANDBOX: 'true' };
    expect((await test('mei@example.org', sandbox)).out).toContain('Letters go to the log');
    expect(await test('mei@example.org', { ...sandbox, MAIL_ONLY_TO: 'tests@bank.example' })).toMatchObject({
      code: 0,
    });
    expect(mail.to('tests@bank.example')).toHaveLength(1);
    expect(mail.to('mei@example.org')).toHaveLength(1);
  } finally {
    await mail.stop();
    await database.drop();
  }
});
