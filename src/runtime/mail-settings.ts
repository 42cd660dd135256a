import type { Environment } from './environment.js';

/** How letters go out. */
export interface MailSettings {
  /** null: letters are written to the log, and nobody gets them. */
  smtpUrl: string | null;
  /** Whom letters come from. */
  from: string;
  /** Gets every letter instead of those it is for; null: they get their own. */
  onlyTo: string | null;
  /** Takes text messages; null: there are none. */
  smsUrl: string | null;
}

const ADDRESS = 'an address such as letters@bank.example';
/** One address without a name, as a header and an envelope take it. */
const isAddress = (text: string) => /^[^\s@<>,;:"()]{1,64}@[^\s@<>,;:"()]{1,190}$/.test(text);

export function readMail(read: Environment, production: boolean): MailSettings {
  const smtpUrl = read.checked(
    'SMTP_URL',
    (text) => /^smtps?:\/\/[^\s/]/.test(text) && URL.canParse(text),
    'smtp://user:password@host:587 or smtps://user:password@host:465',
    'secret',
  );
  const from = read.checked('MAIL_FROM', isAddress, ADDRESS);
  const smsUrl = read.checked(
    'SMS_URL',
    (text) => URL.canParse(text) && (text.startsWith('https://') || (!production && isLoopback(text))),
    'an address that begins with https://',
    'secret',
  );
  if (production && smtpUrl !== undefined) {
    if (read.text('MAIL_FROM') === undefined) read.fault('MAIL_FROM', `where SMTP_URL is set, ${ADDRESS}`);
    if (read.text('PUBLIC_URL') === undefined) {
      read.fault('PUBLIC_URL', 'where SMTP_URL is set, the address that links in letters begin with');
    }
  }
  return {
    smtpUrl: smtpUrl ?? null,
    from: from ?? 'letters@localhost',
    onlyTo: read.checked('MAIL_ONLY_TO', isAddress, ADDRESS) ?? null,
    smsUrl: smsUrl ?? null,
  };
}

function isLoopback(text: string): boolean {
  return /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?(\/|$)/.test(text);
}
