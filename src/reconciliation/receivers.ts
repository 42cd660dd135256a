import type { Tx } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import type { Transfer } from '../transfers/transfer.entity.js';
import type { Explanation } from './matcher.js';

/** For whom new money is: a transfer's purpose, party and loan. */
export type Receiver = Pick<Transfer, 'purpose' | 'loanId'> & { partyId: string };

/**
 * Who gets money for a loan, for a provider's fund or for a customer's credit. Throws `loan_not_found`,
 * `provider_not_found` and `customer_not_found`.
 */
export async function receiverOf(tx: Tx, { kind, id }: Explanation): Promise<Receiver> {
  if (kind === 'loan') {
    const sql = 'SELECT l.customer_id FROM loans l WHERE l.id = $1';
    const [loan]: { customer_id: string }[] = await tx.query(sql, [id]);
    if (!loan) throw new DomainError('loan_not_found', `There is no loan ${id}.`);
    return { purpose: 'repayment', partyId: loan.customer_id, loanId: id };
  }
  if (kind === 'customer') {
    const found: object[] = await tx.query('SELECT 1 FROM customers c WHERE c.id = $1', [id]);
    if (found.length === 0) throw new DomainError('customer_not_found', `There is no customer ${id}.`);
    return { purpose: 'customer_credit', partyId: id, loanId: null };
  }
  if (kind !== 'provider') throw new Error(`a ${kind} receives no money`);
  const found: object[] = await tx.query('SELECT 1 FROM providers p WHERE p.id = $1', [id]);
  if (found.length === 0) throw new DomainError('provider_not_found', `There is no loan provider ${id}.`);
  return { purpose: 'provider_deposit', partyId: id, loanId: null };
}
