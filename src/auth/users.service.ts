import { Injectable } from '@nestjs/common';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { Clock } from '../database/clock.js';
import { violatedConstraint } from '../database/database-errors.js';
import type { EntityTarget } from 'typeorm';
import { newId } from '../runtime/ids.js';
import { DomainError } from '../runtime/problems.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { invalidFields } from '../http/validation.js';
import type { Role } from './access.js';
import { AccountWatchers } from './account-watchers.js';
import { credentialErrors } from './credentials.js';
import { linkEmailAfter } from './link-address.js';
import { Passwords } from './passwords.js';
import { keepWords } from './people-words.js';
import type { UpdateProfileDto } from './profile.dto.js';
import { ProfileMakers } from './profile-makers.js';
import type { Language } from './languages.js';
import { assertKnown, User } from './user.entity.js';

/** Of customers or providers. */
export type ProfileEntity = EntityTarget<{ id: string; phone: string; address: string }>;

/** Whether an address that is sent is known to be the person's: a password was given with it, or staff entered it. */
interface Trust {
  isConfirmed: boolean;
}

export interface NewUser {
  username: string;
  password: string;
  role: Role;
  firstName?: string;
  lastName?: string;
  email?: string;
  language?: Language | null;
}

/** Names to change, as the profiles of customers and providers send them; omitted ones are kept. */
export interface NewNames {
  first_name?: string;
  last_name?: string;
  email?: string;
  language?: Language | null;
}

@Injectable()
export class UsersService {
  constructor(
    private readonly transactions: Transactions,
    private readonly passwords: Passwords,
    private readonly profiles: ProfileMakers,
    private readonly watchers: AccountWatchers,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Creates a user and, for a customer or provider, the profile with the same id, in one transaction. Throws
   * `username_taken` (even when two requests race), and `validation_failed` for a bad username or a weak password.
   * `by`: who creates the user for somebody else; it goes to the audit log.
   */
  async createUser(wanted: NewUser, by?: Actor): Promise<User> {
    const { username, password, role } = wanted;
    const errors = await credentialErrors(wanted, password);
    if (errors.length > 0) throw invalidFields(errors);
    const user: User = {
      id: newId(),
      username,
      passwordHash: await this.passwords.hash(password),
      role,
      firstName: wanted.firstName ?? '',
      lastName: wanted.lastName ?? '',
      email: wanted.email ?? '',
      linkEmail: null,
      language: wanted.language ?? null,
      isActive: true,
      passwordTemporaryUntil: null,
      factorSince: null,
      sessionEpoch: 0,
      sessionsEndedAt: null,
      ownAccounts: [],
      erasedAt: null,
      createdAt: this.clock.now(),
    };
    try {
      await this.transactions.run(async (tx) => {
        await tx.insert(User, user);
        await this.profiles.make(tx, role, user);
        await keepWords(tx, user.id);
      });
    } catch (error) {
      if (violatedConstraint(error) !== 'users_username_key') throw error;
      throw new DomainError('username_taken', `The username "${username}" is taken.`, { username });
    }
    if (by) {
      const after = {
        username,
        role,
        first_name: user.firstName,
        last_name: user.lastName,
        email: user.email,
      };
      this.audit.record({ action: 'user.create', by, on: { type: 'user', id: user.id }, after });
    }
    return user;
  }

  /** Keeps the language in which the user is spoken to; null: not chosen. */
  async chooseLanguage(id: string, language: Language | null): Promise<void> {
    await this.transactions.run((tx) => tx.update(User, { id }, { language }));
  }

  /**
   * Changes the names, email, phone and address of a customer or provider for them; false when there is none. Locks the
   * user. Throws `person_erased`.
   */
  async changeProfile(
    role: 'customer' | 'provider',
    of: ProfileEntity,
    { id, profile }: { id: string; profile: UpdateProfileDto },
    by: Actor,
  ): Promise<boolean> {
    const after = Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== undefined));
    const before = await this.transactions.run(async (tx) => {
      const user = await tx.findOne(User, { where: { id, role }, lock: { mode: 'for_no_key_update' } });
      const own = await tx.findOneBy(of, { id });
      if (!user || !own) return null;
      assertKnown(user);
      await this.writeProfile(tx, of, id, profile, { isConfirmed: true });
      const { firstName, lastName, email } = user;
      const { phone, address } = own;
      return { first_name: firstName, last_name: lastName, email, phone, address };
    });
    if (!before) return false;
    this.audit.record({ action: `${role}.change`, by, on: { type: role, id }, before, after });
    return true;
  }

  /** Joins the transaction of a change of somebody's profile; see `updateNames`. */
  async writeProfile(
    tx: Tx,
    of: ProfileEntity,
    id: string,
    profile: UpdateProfileDto,
    trust: Trust,
  ): Promise<void> {
    await this.updateNames(tx, id, profile, trust);
    const { phone, address } = profile;
    const own = {
      ...(phone === undefined ? {} : { phone }),
      ...(address === undefined ? {} : { address }),
    };
    if (Object.keys(own).length > 0) await tx.update(of, { id }, own);
    if (phone !== undefined) await keepWords(tx, id, phone);
  }

  /** Joins the transaction of a change of somebody's names. An empty email removes it. Locks the user if it is sent. */
  async updateNames(tx: Tx, id: string, names: NewNames, { isConfirmed }: Trust): Promise<void> {
    const { first_name: firstName, last_name: lastName, email, language } = names;
    const changes = {
      ...(firstName === undefined ? {} : { firstName }),
      ...(lastName === undefined ? {} : { lastName }),
      ...(language === undefined ? {} : { language }),
    };
    if (email === undefined && Object.keys(changes).length === 0) return;
    if (Object.keys(changes).length > 0) await tx.update(User, { id }, changes);
    if (email !== undefined) await this.changeAddress(tx, id, email, isConfirmed);
    await keepWords(tx, id);
  }

  private async changeAddress(tx: Tx, id: string, email: string, isConfirmed: boolean): Promise<void> {
    const before = await tx.findOneOrFail(User, { where: { id }, lock: { mode: 'for_no_key_update' } });
    const linkEmail = linkEmailAfter(before, email, isConfirmed);
    await tx.update(User, { id }, { email, linkEmail });
    if (email === before.email) return;
    await this.watchers.tell(tx, { userId: id, what: 'email', before: before.email });
  }
}
