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

/** The kinds that letters of a topic come in, by their names in the API; a topic of one kind is called by itself. */
const EXAMPLES: Record<string, string> = {
  granted: say('Granted'),
  queued: say('Queued'),
  cancelled: say('Cancelled'),
  expired: say('Expired'),
  announced: say('A debit to come'),
  ended: say('Ended'),
  forgotten: say('Password forgotten'),
  invitation: say('Invitation'),
  password_changed: say('Password changed'),
  email_changed: say('Email changed'),
  email_left: say('Email changed, to the former address'),
  factor_on: say('Second factor turned on'),
  factor_added: say('Second factor added'),
  factor_removed: say('Security key removed'),
  factor_off: say('Second factor turned off'),
  recovery_code_used: say('Recovery code used'),
  failing: say('Endpoint fails'),
  off: say('Switched off'),
  gone: say('Endpoint is gone'),
  resolve: say('Where a transfer ended'),
  bank_loss: say('Lost by the bank'),
};

export const exampleInWords = (topic: Letter['topic'], example: string): string =>
  EXAMPLES[example] ?? TOPICS[topic];

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
