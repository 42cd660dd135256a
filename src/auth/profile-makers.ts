import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transactions.js';
import type { Role } from './access.js';

/** The user that a profile is created for; the profile takes the same id. */
export interface ProfileOwner {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  /** What is known of a person whom staff register. */
  profile?: { number: number; phone: string; address: string };
}

export type ProfileMaker = (tx: Tx, user: ProfileOwner) => Promise<void>;

/**
 * Lets users get their profile without auth knowing about customers and providers. Those modules each register a maker
 * at start-up, and it runs in the transaction that creates the user.
 */
@Injectable()
export class ProfileMakers {
  private readonly makers = new Map<Role, ProfileMaker>();

  register(role: Role, maker: ProfileMaker): void {
    if (this.makers.has(role)) throw new Error(`the role ${role} already has a profile maker`);
    this.makers.set(role, maker);
  }

  /** Creates the profile of a new user; staff and admins have none. */
  async make(tx: Tx, role: Role, user: ProfileOwner): Promise<void> {
    const maker = this.makers.get(role);
    if (!maker && (role === 'customer' || role === 'provider')) {
      throw new Error(`no module has registered a profile maker for the role ${role}`);
    }
    await maker?.(tx, user);
  }
}
