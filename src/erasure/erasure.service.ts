import { Injectable } from '@nestjs/common';
import { lockUser } from '../auth/lock-user.js';
import { SessionsService } from '../auth/sessions.service.js';
import { SignInAttempts } from '../auth/sign-in-attempts.service.js';
import { User } from '../auth/user.entity.js';
import { Customer } from '../customers/customer.entity.js';
import { lockById } from '../database/entity-columns.js';
import { PATIENT, Transactions, type Tx } from '../database/transactions.js';
import { Outbox, type Happening } from '../events/outbox.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { eraseAtGateways, lockInstrumentsOf } from '../gateways/gateway-erasures.js';
import { invalidFields } from '../http/validation.js';
import { Provider } from '../providers/provider.entity.js';
import { lockLines } from '../reconciliation/line-changes.js';
import { DomainError } from '../runtime/problems.js';
import { ErasedPayees } from './erased-payees.service.js';
import type { ErasureResponse } from './erasure.dto.js';
import { assertNothingOpen } from './open-business.js';
import { ERASED, erasureOf, LINES, PERSONAL_DATA, type Erased } from './personal-data.js';

export interface Person {
  id: string;
  /** `office`: staff and admins. */
  role: 'customer' | 'provider' | 'office';
}

const LOCK = { mode: 'for_no_key_update' } as const;
const locks = { customer: lockById(Customer), provider: lockById(Provider), office: null };

/** Forgets people for good, and keeps the books. */
@Injectable()
export class Erasures {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: SessionsService,
    private readonly attempts: SignInAttempts,
    private readonly payees: ErasedPayees,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Removes everything that tells who a customer or provider is, or was written of it: names, addresses, texts, numbers,
   * the way in. Amounts, dates and ids stay, so the books and the proof are what they were. It cannot be undone; repeated,
   * it removes what came since. What gateways hold is deleted there afterwards, in the background. `username` has to be the
   * person's; null: the person was named otherwise. Of a customer or provider an event is told whenever something was
   * removed. Throws `customer_not_found`, `provider_not_found`,
   * `user_not_found`, `role_fixed`, `own_account`, `last_admin`, `has_open_business` and `validation_failed`. Locks the
   * person's bank lines, user, profile and instruments; of staff, all active admins too.
   */
  async erase(person: Person, username: string | null, by: Actor): Promise<ErasureResponse> {
    const on = { type: person.role === 'office' ? 'user' : person.role, id: person.id };
    const erased = await this.transactions
      .run((tx) => this.work(tx, person, username, by), PATIENT)
      .catch((error: unknown) => {
        // That it was refused is an answer that somebody may be asked about.
        if (error instanceof DomainError && error.code === 'has_open_business')
          this.audit.record({ action: 'person.erase', by, on, outcome: 'refused' });
        throw error;
      });
    await this.sessions.ended();
    const facts = Object.fromEntries(erased.removed.map(({ what, count }) => [what, count]));
    this.audit.record({ action: 'person.erase', by, on, facts });
    return erased;
  }

  /** What `erase` would remove. Throws as it does. */
  preview(person: Person, by: Actor): Promise<ErasureResponse> {
    return this.transactions.preview((tx) => this.work(tx, person, null, by));
  }

  private async work(
    tx: Tx,
    { id, role }: Person,
    username: string | null,
    by: Actor,
  ): Promise<ErasureResponse> {
    if (id === by.id) throw new DomainError('own_account', 'Another admin must erase your account.');
    const lines: { id: string }[] = await tx.query(LINES, [id]);
    await lockLines(
      tx,
      lines.map((line) => line.id),
    );
    const user = role === 'office' ? await lockOffice(tx, id) : await lockPerson(tx, id, role);
    await locks[role]?.(tx, [id]);
    if (username !== null && username !== user.username) {
      const message = 'username must be the name with which the person signs in.';
      throw invalidFields([{ field: 'username', code: 'does_not_fit', message }]);
    }
    await lockInstrumentsOf(tx, id);
    await assertNothingOpen(tx, id);
    await this.sessions.endAll(tx, id);
    await this.attempts.forgive(tx, user.username);
    const counts = new Map<Erased, number>([
      ['payout_files', await this.payees.erase(tx, id)],
      ['at_gateways', await eraseAtGateways(tx, id)],
    ]);
    for (const holding of PERSONAL_DATA) {
      const [gone]: { count: number }[] = await tx.query(erasureOf(holding), [id]);
      counts.set(holding.what, (counts.get(holding.what) ?? 0) + (gone?.count ?? 0));
    }
    const { erasedAt } = await tx.findOneByOrFail(User, { id });
    if (!erasedAt) throw new Error('an erased user has a time of it');
    const removed = ERASED.map((what) => ({ what, count: counts.get(what) ?? 0 })).filter(
      ({ count }) => count > 0,
    );
    if (removed.length > 0) this.outbox.add(tx, erasureOfWhom(id, role, by));
    return { id, erased_at: erasedAt.toISOString(), removed };
  }
}

/** Who was told of the person forgets it too. Nobody is told of staff. */
function erasureOfWhom(id: string, role: Person['role'], { id: actorId }: Actor): Happening[] {
  if (role === 'office') return [];
  return role === 'customer'
    ? [{ type: 'customer.erased', customerId: id, actorId, data: {} }]
    : [{ type: 'provider.erased', providerId: id, actorId, data: {} }];
}

async function lockPerson(tx: Tx, id: string, role: 'customer' | 'provider'): Promise<User> {
  const user = await tx.findOne(User, { where: { id, role }, lock: LOCK });
  if (user) return user;
  throw role === 'customer'
    ? new DomainError('customer_not_found', `There is no customer ${id}.`)
    : new DomainError('provider_not_found', `There is no loan provider ${id}.`);
}

async function lockOffice(tx: Tx, id: string): Promise<User> {
  const user = await lockUser(tx, id, true);
  const { role } = user;
  if (role === 'customer' || role === 'provider')
    throw new DomainError('role_fixed', `The user is a ${role}: erase the ${role}.`, { role });
  return user;
}
