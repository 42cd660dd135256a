import { Injectable } from '@nestjs/common';
import { QuickReads } from '../database/quick-reads.js';
import type { Tx } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import { isStaff, type Caller } from './access.js';

/**
 * Accounts that belong to somebody of the bank: customers and providers that are the same person. An admin names them;
 * what nobody has named cannot be known.
 */
@Injectable()
export class OwnAccounts {
  constructor(private readonly quickReads: QuickReads) {}

  /** The other accounts of staff; nobody else has any. */
  async of(caller: Caller): Promise<readonly string[]> {
    if (!isStaff(caller)) return [];
    const [row] = await this.quickReads.query<{ own: string[] }[]>(
      'SELECT u.own_accounts AS own FROM users u WHERE u.id = $1',
      [caller.id],
    );
    return row?.own ?? [];
  }

  /** Throws `own_person` when staff would act on an account of their own. */
  async assertOthers(caller: Caller, personId: string): Promise<void> {
    assertNotOwn(await this.of(caller), personId);
  }
}

/**
 * The other accounts of each of these users, within a transaction that decides for them. Whoever is no staff has none.
 */
export async function ownAccountsIn(tx: Tx, userIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows: { id: string; own: string[] }[] = await tx.query(
    'SELECT u.id, u.own_accounts AS own FROM users u WHERE u.id = ANY ($1)',
    [userIds],
  );
  return new Map(rows.map(({ id, own }) => [id, own]));
}

/** Throws `own_person` when the person is one of these accounts. */
export function assertNotOwn(own: readonly string[], personId: string): void {
  if (!own.includes(personId)) return;
  throw new DomainError('own_person', 'This account is your own. Somebody else of the bank must do this.');
}
