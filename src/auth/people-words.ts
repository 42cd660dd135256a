import { write, type Tx } from '../database/transactions.js';
import { User } from './user.entity.js';

type Named = Pick<User, 'username' | 'firstName' | 'lastName' | 'email'>;

/** Text as it is searched: without accents and capitals, words apart by single spaces. */
export function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

export const digitsOf = (phone: string): string => phone.replaceAll(/\D/g, '');

/** Name, username and e-mail for the search, each between line breaks, so that a whole one can be asked for. */
export function wordsOf({ username, firstName, lastName, email }: Named): string {
  return `\n${[`${firstName} ${lastName}`, username, email].map(folded).join('\n')}\n`;
}

/** Keeps what a new person, or one whose names or phone changed, is found by. The user's row must be written already. */
export async function keepWords(tx: Tx, userId: string, phone?: string): Promise<void> {
  const user = await tx.findOneByOrFail(User, { id: userId });
  writeWords(tx, [{ userId, words: wordsOf(user), phone: phone === undefined ? null : digitsOf(phone) }]);
}

/** Writes rows of the search; a phone that is null stays as it is. */
export function writeWords(
  tx: Tx,
  people: readonly { userId: string; words: string; phone: string | null }[],
): void {
  if (people.length === 0) return;
  write(tx, {
    table: 'people_search',
    sql: `INSERT INTO people_search AS p (user_id, words, phone)
          SELECT unnest($1::uuid[]), unnest($2::text[]), unnest($3::text[])
          ON CONFLICT (user_id) DO UPDATE SET words = excluded.words, phone = coalesce(excluded.phone, p.phone)`,
    values: [
      people.map(({ userId }) => userId),
      people.map(({ words }) => words),
      people.map(({ phone }) => phone),
    ],
  });
}
