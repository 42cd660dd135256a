import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../config.js';

const SECRET = 'a secret that is longer than thirty-two characters';

function faultsOf(env: Record<string, string>): string {
  try {
    readConfig(env);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('the settings of letters', () => {
  it('send them nowhere unless they say where', () => {
    expect(readConfig({}).mail).toEqual({
      smtpUrl: null,
      from: 'letters@localhost',
      onlyTo: null,
      smsUrl: null,
    });
    const settings = { SMTP_URL: 'smtps://u:p@mail.example:465', MAIL_FROM: 'a@bank.example' };
    expect(readConfig(settings).mail).toMatchObject({ smtpUrl: settings.SMTP_URL, from: 'a@bank.example' });
  });

  it('need a sender and a public address in production', () => {
    const message = faultsOf({
      NODE_ENV: 'production',
      JWT_SECRET: SECRET,
      SMTP_URL: 'smtp://mail.example:25',
    });
    expect(message).toContain('MAIL_FROM is not set');
    expect(message).toContain('PUBLIC_URL is not set');
  });

  it('never show the password of the mail server', () => {
    const message = faultsOf({ SMTP_URL: 'mail.example:25?password=secret' });
    expect(message).toContain('SMTP_URL is (');
    expect(message).not.toContain('secret');
  });

  it.each([
    ['MAIL_FROM', 'Bank <a@bank.example>'],
    ['MAIL_FROM', 'a@bank.example\nBcc: b@bank.example'],
    ['MAIL_ONLY_TO', 'a@b, c@d'],
    ['SMS_URL', 'http://sms.example/'],
  ])('refuse %s "%s"', (name, value) => {
    expect(faultsOf({ [name]: value })).toContain(name);
  });
});
