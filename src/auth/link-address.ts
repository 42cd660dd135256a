import type { User } from './user.entity.js';

type Addresses = Pick<User, 'email' | 'linkEmail'>;

/** Where a link for a new password is mailed; empty: nowhere. */
export const linkAddressOf = ({ email, linkEmail }: Addresses): string => linkEmail ?? email;

/**
 * What `linkEmail` is after a change of the address. Whoever has a session, and no password, may change where letters go,
 * but not where links for a new password go: else a stolen session were a stolen account.
 */
export function linkEmailAfter(before: Addresses, email: string, isConfirmed: boolean): string | null {
  if (isConfirmed) return null;
  const kept = linkAddressOf(before);
  return kept === email ? null : kept;
}
