import type { Schemas } from '../api/types';

type Letter = Schemas['NotificationResponse'];

export const TOPICS: Record<Letter['topic'], string> = {
  receipt: 'Receipt',
  reminder: 'Reminder',
  overdue: 'Overdue notice',
  default: 'Default',
  loan_decision: 'Decision about a loan',
  autopay: 'Autopay',
  transfer_failed: 'Transfer that failed',
  deposit: 'Deposit',
  withdrawal: 'Withdrawal',
  share_digest: 'Shares of a day',
  security: 'Password',
};

export const CHANNELS: Record<Letter['channel'], string> = { email: 'Email', sms: 'Text message' };

/** Why a letter was not sent. */
export const REASONS: Record<NonNullable<Letter['reason']>, string> = {
  paid: 'It was paid, or the money was on its way',
  superseded: 'A newer letter took its place',
  reversed: 'It was taken back',
  undone: 'The loan was undone',
  over: 'It was over',
  not_wanted: 'The reader does not want such letters',
  no_address: 'Nobody knows an address',
  bad_address: 'The mail server does not know the address',
  disabled: 'The account is disabled',
  refused: 'The mail server refused it',
  unreachable: 'The mail server could not be reached for a day',
};

export const LANGUAGES = { en: 'English', es: 'Spanish', fr: 'French', ar: 'Arabic' } as const;
export type Language = keyof typeof LANGUAGES;
