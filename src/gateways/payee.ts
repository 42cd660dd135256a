import type { Tx } from '../database/transactions.js';
import type { Instrument } from '../transfers/instrument.entity.js';
import type { Transfer } from '../transfers/transfer.entity.js';

interface Why {
  failureCode: 'party_disabled' | 'account_gone';
  failureText: string;
}

/**
 * Why money must not go to whom it was promised, looked at again before it is sent; null: it may. Money that goes back to
 * a card goes where it came from, whatever became of the card since.
 */
export async function whyNotToPay(
  tx: Tx,
  { partyId, refundOfId }: Transfer,
  { state, label }: Instrument,
): Promise<Why | null> {
  const rows: { is_active: boolean }[] = await tx.query('SELECT u.is_active FROM users u WHERE u.id = $1', [
    partyId,
  ]);
  if (rows[0]?.is_active === false) {
    return { failureCode: 'party_disabled', failureText: 'The account of the one to be paid is disabled.' };
  }
  if (refundOfId !== null || state === 'usable') return null;
  return { failureCode: 'account_gone', failureText: `${label} is ${state}: it needs another account.` };
}
