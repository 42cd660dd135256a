import type { Role } from '../auth/access.js';

export const CHANNELS = ['email', 'sms'] as const;
export type ChannelName = (typeof CHANNELS)[number];

export const TOPICS = [
  'receipt',
  'reminder',
  'overdue',
  'default',
  'loan_decision',
  'autopay',
  'transfer_failed',
  'deposit',
  'withdrawal',
  'share_digest',
  'security',
] as const;
export type Topic = (typeof TOPICS)[number];

/** What a template may say: every value is text. */
export type LetterValues = Readonly<Record<string, string>>;

interface TopicFacts {
  /** Who gets such letters. */
  for: readonly Role[];
  /** Nobody can turn it off. */
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

const ordinary = { isRequired: false, isNewestOnly: false, isUrgent: false };
const BORROWER: readonly Role[] = ['customer'];
const LENDER: readonly Role[] = ['provider'];
const PEOPLE: readonly Role[] = ['customer', 'provider'];

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
    examples: Object.fromEntries(
      ['forgotten', 'invitation'].map((what) => [
        what,
        { ...ALWAYS, what, username: 'amina', hours: what === 'forgotten' ? '1' : '24' },
      ]),
    ),
  },
};

/** Whether a topic comes by a channel to who has not said anything about it. */
export function isWantedByDefault(topic: Topic, channel: ChannelName): boolean {
  return channel === 'email' || TOPIC_FACTS[topic].isUrgent;
}
