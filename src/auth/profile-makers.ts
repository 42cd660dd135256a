import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transactions.js';
import type { Role } from './access.js';

/** The user that a profile is made for; the profile takes the same id. */
export interface ProfileOwner {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
}

export type ProfileMaker = (tx: Tx, user: ProfileOwner) => Promise<void>;

/**
 * How users get their profile without auth knowing of customers and providers: those modules register a maker
 * each at start-up, and it runs in the transaction that makes the user.
 */
@Injectable()
export class ProfileMakers {
  private readonly makers = new Map<Role, ProfileMaker>();

  register(role: Role, maker: ProfileMaker): void {
    if (this.makers.has(role)) throw new Error(`the role ${role} has a profile maker already`);
    this.makers.set(role, maker);
  }

  /** Makes the profile of a new user; staff and admins have none. */
  async make(tx: Tx, role: Role, user: ProfileOwner): Promise<void> {
    const maker = this.makers.get(role);
    if (!maker && (role === 'customer' || role === 'provider')) {
      throw new Error(`no module has registered a profile maker for the role ${role}`);
    }
    await maker?.(tx, user);
  }
}
