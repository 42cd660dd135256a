import { RestartTransaction, type Tx } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import { User } from './user.entity.js';

/**
 * The user, locked; to remove an admin, with all active admins, so that two who are removed at the same moment leave one.
 * `removesAdmin`: after this change the user is no active admin. Throws `user_not_found` and `last_admin`.
 */
export async function lockUser(tx: Tx, id: string, removesAdmin: boolean): Promise<User> {
  const known = await tx.findOneBy(User, { id });
  if (!known) throw new DomainError('user_not_found', `There is no user ${id}.`);
  const countsAdmins = removesAdmin && known.role === 'admin';
  const locked = await tx.find(User, {
    where: countsAdmins ? [{ id }, { role: 'admin', isActive: true }] : { id },
    order: { id: 'ASC' },
    lock: { mode: 'for_no_key_update' },
  });
  const user = locked.find((one) => one.id === id);
  // The user became an admin in the meantime.
  if (!user || (removesAdmin && user.role === 'admin' && !countsAdmins)) throw new RestartTransaction();
  const others = locked.filter((one) => one.id !== id && one.role === 'admin' && one.isActive);
  if (countsAdmins && user.role === 'admin' && user.isActive && others.length === 0) {
    throw new DomainError('last_admin', 'Create another admin first: somebody must manage the users.');
  }
  return user;
}
