/** What letters are about. The bank says of each whether it comes, and whether it can be turned off. */
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
  'endpoint',
  'approval',
] as const;
export type Topic = (typeof TOPICS)[number];

/** Letters that keep an account safe always come: the bank has no say in them. */
export const CHOSEN_BY_BANK = TOPICS.filter((topic) => topic !== 'security');
