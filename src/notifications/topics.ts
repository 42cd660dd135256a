import type { Role } from '../auth/access.js';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import type { Topic } from '../bank-config/letter-topics.js';

export const CHANNELS = ['email', 'sms'] as const;
export type ChannelName = (typeof CHANNELS)[number];

/** What a template may say: every value is text. */
export type LetterValues = Readonly<Record<string, string>>;

interface TopicFacts {
  /** Who gets such letters. */
  for: readonly Role[];
  /** Nobody can turn it off, whatever the bank says. */
  isRequired: boolean;
  /** Of several that wait for one loan only the newest goes. */
  isNewestOnly: boolean;
  /** Whether the bank's hours of quiet hold a text message back. */
  isUrgent: boolean;
  /** What it says, one for each kind that it comes in: a template has to render all of them. */
  examples: Readonly<Record<string, LetterValues>>;
}

/** What every letter may say. */
const ALWAYS: LetterValues = {
  name: 'Amina',
  bank: 'Harbour Credit Union',
  link: 'https://loans.example.org/loans/0198c0de-4444-7000-8000-000000000001',
};
const MONEY = { ...ALWAYS, amount: '87.50', currency: 'USD', date: '2026-11-23' };
const LOAN = { ...MONEY, loan: '4821093755' };
/** `event` and `details` are filled in by `renderTelling`, in the language of the letter. */
const ACCOUNT = { ...ALWAYS, username: 'amina', event: '', details: '' };

const ordinary = { isRequired: false, isNewestOnly: false, isUrgent: false };
const BORROWER: readonly Role[] = ['customer'];
const LENDER: readonly Role[] = ['provider'];
const PEOPLE: readonly Role[] = ['customer', 'provider'];
const STAFF: readonly Role[] = ['staff', 'admin'];

export const TOPIC_FACTS: Readonly<Record<Topic, TopicFacts>> = {
  receipt: { ...ordinary, for: BORROWER, examples: { receipt: LOAN } },
  reminder: { ...ordinary, for: BORROWER, isNewestOnly: true, examples: { reminder: LOAN } },
  overdue: { ...ordinary, for: BORROWER, isNewestOnly: true, examples: { overdue: { ...LOAN, days: '8' } } },
  default: { ...ordinary, for: BORROWER, isNewestOnly: true, examples: { default: LOAN } },
  loan_decision: {
    ...ordinary,
    for: BORROWER,
    isNewestOnly: true,
    examples: Object.fromEntries(
      ['granted', 'queued', 'cancelled', 'expired'].map((decision) => [decision, { ...LOAN, decision }]),
    ),
  },
  autopay: {
    ...ordinary,
    for: BORROWER,
    examples: { announced: { ...LOAN, what: 'announced' }, ended: { ...LOAN, what: 'ended' } },
  },
  transfer_failed: { ...ordinary, for: PEOPLE, examples: { failed: MONEY } },
  deposit: { ...ordinary, for: LENDER, examples: { deposit: MONEY } },
  withdrawal: { ...ordinary, for: LENDER, examples: { withdrawal: MONEY } },
  share_digest: { ...ordinary, for: LENDER, examples: { digest: MONEY } },
  security: {
    for: ['customer', 'provider', 'staff', 'admin'],
    isRequired: true,
    isNewestOnly: false,
    isUrgent: true,
    examples: {
      forgotten: { ...ACCOUNT, what: 'forgotten', hours: '1' },
      invitation: { ...ACCOUNT, what: 'invitation', hours: '24' },
      password_changed: { ...ACCOUNT, what: 'password_changed' },
      email_changed: { ...ACCOUNT, what: 'email_changed' },
      email_left: { ...ACCOUNT, what: 'email_left' },
      factor_on: { ...ACCOUNT, what: 'factor_on' },
      factor_added: { ...ACCOUNT, what: 'factor_added' },
      factor_removed: { ...ACCOUNT, what: 'factor_removed' },
      factor_off: { ...ACCOUNT, what: 'factor_off' },
      recovery_code_used: { ...ACCOUNT, what: 'recovery_code_used' },
    },
  },
  endpoint: {
    ...ordinary,
    for: ['provider', 'admin'],
    examples: Object.fromEntries(
      ['failing', 'off', 'gone'].map((what) => [
        what,
        { ...ALWAYS, what, url: 'https://example.com/hooks', date: '2026-11-23' },
      ]),
    ),
  },
  approval: {
    ...ordinary,
    for: STAFF,
    examples: { resolve: { ...MONEY, what: 'resolve' }, bank_loss: { ...MONEY, what: 'bank_loss' } },
  },
};

/** What the bank says of its letters. */
export type LetterRules = Pick<BankConfiguration, 'lettersOnRequest' | 'lettersRequired'>;

/** Whether letters about a topic come by a channel to everybody, whatever they say. */
export function isRequired(topic: Topic, channel: ChannelName, { lettersRequired }: LetterRules): boolean {
  return TOPIC_FACTS[topic].isRequired || (channel === 'email' && lettersRequired.includes(topic));
}

/** Whether a topic comes by a channel to who has not said anything about it. */
export function isWantedByDefault(
  topic: Topic,
  channel: ChannelName,
  { lettersOnRequest }: LetterRules,
): boolean {
  return channel === 'email' ? !lettersOnRequest.includes(topic) : TOPIC_FACTS[topic].isUrgent;
}
