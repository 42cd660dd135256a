import type { Language } from '../auth/languages.js';
import type { Role } from '../auth/access.js';
import type { Tx } from '../database/transactions.js';
import { isRequired, isWantedByDefault, TOPIC_FACTS, type LetterRules } from './topics.js';
import type { Notification, Reason } from './notification.entity.js';

/** Whom a letter is for. */
export interface LetterReader {
  username: string;
  firstName: string;
  role: Role;
  language: Language;
  /** The address of the letter's channel; empty: none. */
  address: string;
}

interface ReaderRow extends LetterReader {
  isActive: boolean;
  /** What the user has said about such letters. */
  wanted: boolean | null;
  isBadAddress: boolean;
  isSuperseded: boolean;
}

/** Newer letters of the same kind that went out or will. What failed or was not sent takes no letter's place. */
const NEWER = `EXISTS (SELECT FROM notifications n WHERE n.loan_id = $4 AND n.topic = $2 AND n.channel = $3
  AND n.user_id = $1 AND n.entry_no > $5 AND n.state IN ('waiting', 'sending', 'sent'))`;

const MAILED_TO = 'coalesce($6, u.email)';

/** Who a letter is for, or why that person is not to get it: one statement, right before it is sent. */
export async function readerOf(
  tx: Tx,
  letter: Notification,
  bank: LetterRules & { letterLanguage: Language },
): Promise<LetterReader | { suppressed: Reason }> {
  const { userId, topic, channel, loanId, entryNo, toAddress } = letter;
  const [row]: ReaderRow[] = await tx.query(
    `SELECT u.username, u.first_name AS "firstName", u.role, coalesce(u.language, $7) AS language,
       u.is_active AS "isActive", p.wanted, ${NEWER} AS "isSuperseded",
       CASE $3 WHEN 'email' THEN ${MAILED_TO} ELSE coalesce(c.phone, v.phone, '') END AS address,
       EXISTS (SELECT FROM bad_addresses b WHERE b.address = lower(${MAILED_TO})) AS "isBadAddress"
     FROM users u LEFT JOIN customers c ON c.id = u.id LEFT JOIN providers v ON v.id = u.id
     LEFT JOIN notification_preferences p ON p.user_id = u.id AND p.topic = $2 AND p.channel = $3
     WHERE u.id = $1`,
    [userId, topic, channel, loanId, entryNo?.toString(), toAddress, bank.letterLanguage],
  );
  if (!row) throw new Error(`letter ${letter.id} is for nobody`);
  if (!row.isActive) return { suppressed: 'disabled' };
  // Who has left an address is not written to at the next one about it.
  const isLost = letter.happened === 'email_left' && toAddress === null;
  if (row.address === '' || isLost) return { suppressed: 'no_address' };
  if (channel === 'email' && row.isBadAddress) return { suppressed: 'bad_address' };
  const isWanted =
    isRequired(topic, channel, bank) || (row.wanted ?? isWantedByDefault(topic, channel, bank));
  if (!isWanted) return { suppressed: 'not_wanted' };
  if (TOPIC_FACTS[topic].isNewestOnly && row.isSuperseded) return { suppressed: 'superseded' };
  const { username, firstName, role, language, address } = row;
  return { username, firstName, role, language, address };
}
