import type { Reader } from '../database/entity-columns.js';
import { digitsOf, folded } from './people-words.js';
import type { LookAlikeResponse, RegisterPersonDto } from './registrations.dto.js';

const MOST = 20;
/** Fewer digits are no phone number. */
const LEAST_DIGITS = 6;

interface AlikeRow extends Omit<LookAlikeResponse, 'same'> {
  by_name: boolean;
  by_email: boolean;
  by_phone: boolean;
}

const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');

/** People with the same name (whatever its accents and capitals), e-mail address or phone number. */
export async function lookAlikes(
  manager: Pick<Reader, 'query'>,
  person: Pick<RegisterPersonDto, 'first_name' | 'last_name' | 'email' | 'phone'>,
): Promise<LookAlikeResponse[]> {
  const name = folded(`${person.first_name} ${person.last_name ?? ''}`);
  const email = folded(person.email ?? '');
  const digits = digitsOf(person.phone ?? '');
  const phone = digits.length < LEAST_DIGITS ? '' : digits;
  const line = (text: string) => (text === '' ? null : `%\n${escaped(text)}\n%`);
  const rows: AlikeRow[] = await manager.query(
    `SELECT u.id, u.role, coalesce(nullif(btrim(u.first_name || ' ' || u.last_name), ''), u.username) AS name, u.username,
       p.words LIKE $1 AS by_name, coalesce(p.words LIKE $2, false) AS by_email, coalesce(p.phone = $3, false) AS by_phone
     FROM people_search p JOIN users u ON u.id = p.user_id
     WHERE p.words LIKE $1 OR p.words LIKE $2 OR p.phone LIKE $3
     ORDER BY u.id DESC LIMIT ${String(MOST)}`,
    [line(name), line(email), phone === '' ? null : phone],
  );
  return rows.map(({ by_name: byName, by_email: byEmail, by_phone: byPhone, ...row }) => ({
    ...row,
    same: [
      ...(byName ? ['name' as const] : []),
      ...(byEmail ? ['email' as const] : []),
      ...(byPhone ? ['phone' as const] : []),
    ],
  }));
}
