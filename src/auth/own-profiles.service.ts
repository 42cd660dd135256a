import { Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions.js';
import type { Actor } from '../http/audit-log.js';
import type { Caller } from './access.js';
import { PasswordChecks } from './password-checks.service.js';
import type { OwnProfileDto } from './profile.dto.js';
import { UsersService, type ProfileEntity } from './users.service.js';

/** What people change about themselves. */
@Injectable()
export class OwnProfiles {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: UsersService,
    private readonly checks: PasswordChecks,
  ) {}

  /**
   * Changes the caller's own names, email, phone and address. With the present password another email is confirmed at
   * once: links for a new password go there. Without it they go where they went before. Throws what `PasswordChecks.ofCaller` does.
   * Locks the user.
   */
  async change(
    of: ProfileEntity,
    caller: Caller,
    { current_password: password, ...profile }: OwnProfileDto,
    by: Actor,
  ): Promise<void> {
    const meant = { action: 'user.confirm_address', by, on: { type: 'user', id: caller.id } };
    const checked = password === undefined ? null : await this.checks.ofCaller(caller, password, meant);
    await this.transactions.run(async (tx) => {
      if (checked) await this.checks.lockUnchanged(tx, checked);
      await this.accounts.writeProfile(tx, of, caller.id, profile, { isConfirmed: checked !== null });
    });
  }
}
