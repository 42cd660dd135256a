import type { Schemas } from '../api/types';
import { say } from '../words/say';

type Letter = Schemas['NotificationResponse'];

export const TOPICS: Record<Letter['topic'], string> = {
  receipt: say('Receipt'),
  reminder: say('Reminder'),
  overdue: say('Overdue notice'),
  default: say('Default'),
  loan_decision: say('Decision about a loan'),
  autopay: say('Autopay'),
  transfer_failed: say('Transfer that failed'),
  deposit: say('Deposit'),
  withdrawal: say('Withdrawal'),
  share_digest: say('Shares of a day'),
  security: say('Password'),
  endpoint: say('Webhook endpoint'),
  approval: say('To be confirmed'),
};

export const CHANNELS: Record<Letter['channel'], string> = { email: say('Email'), sms: say('Text message') };

/** Why a letter was not sent. */
export const REASONS: Record<NonNullable<Letter['reason']>, string> = {
  paid: say('It was paid, or the money was on its way'),
  superseded: say('A newer letter took its place'),
  reversed: say('It was taken back'),
  undone: say('The loan was undone'),
  over: say('It was over'),
  not_wanted: say('The reader does not want such letters'),
  no_address: say('Nobody knows an address'),
  bad_address: say('The mail server does not know the address'),
  disabled: say('The account is disabled'),
  refused: say('The mail server refused it'),
  unreachable: say('The mail server could not be reached for a day'),
};

export const versionInWords = (version: number): string =>
  version === 0 ? say('The platform’s own') : say('Version {version}', { version });
