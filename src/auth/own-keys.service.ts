import { Injectable } from '@nestjs/common';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { Transactions } from '../database/transactions.js';
import type { Caller } from './access.js';
import { FactorChecks, wrongKey, type Shown } from './factor-checks.service.js';
import { FactorProofs } from './factor-proofs.service.js';
import { FactorSwitch, type Confirmed } from './factor-switch.js';
import { SecurityKeys } from './security-keys.service.js';
import type { SecurityKey } from './security-key.entity.js';
import type { CreationOptions, MadeKey, RequestOptions } from './webauthn.js';

/** What users do with their own passkeys and security keys. Each changes the second factor of the account. */
@Injectable()
export class OwnKeys {
  constructor(
    private readonly transactions: Transactions,
    private readonly checks: FactorChecks,
    private readonly proofs: FactorProofs,
    private readonly keys: SecurityKeys,
    private readonly onOff: FactorSwitch,
    private readonly audit: AuditLog,
  ) {}

  /**
   * What a browser takes to make another key, which counts once `confirm` had it. Throws `keys_off`, `factor_state` for one
   * key too many, and what `FactorChecks` does. Locks the user.
   */
  begin(caller: Caller, shown: Shown, by: Actor): Promise<CreationOptions> {
    this.keys.assertPossible();
    return this.checks.run(
      caller,
      shown,
      entry('user.begin_key', caller.id, by),
      () => undefined,
      (tx, user) => this.keys.propose(tx, user, sessionOf(caller)),
    );
  }

  /**
   * Takes a key into use. Where it is the first factor, that ends all other sessions and makes recovery codes. Throws
   * `validation_failed` for a key that was not made for this session's `begin`. Locks the user; the user is told.
   */
  async confirm(
    caller: Caller,
    name: string,
    made: MadeKey,
    by: Actor,
  ): Promise<Confirmed & { key: SecurityKey }> {
    const meant = entry('user.add_key', caller.id, by);
    const confirmed = await this.transactions.run(async (tx) => {
      const user = await this.onOff.lock(tx, caller.id);
      const key = await this.keys.add(tx, caller.id, sessionOf(caller), name, made);
      if (key === null) return null;
      return { key, ...(await this.onOff.more(tx, user, caller)) };
    });
    if (!confirmed) {
      this.audit.record({ ...meant, outcome: 'refused' });
      throw wrongKey();
    }
    await this.onOff.sessionsEnded();
    this.audit.record({ ...meant, facts: { key: confirmed.key.id, name } });
    return confirmed;
  }

  /**
   * Removes a key; the last one without an app switches the factor off. Throws `factor_needed` for a role that has to have
   * one, `key_not_found`, and what `FactorChecks` does. Locks the user; the user is told.
   */
  async remove(caller: Caller, id: string, shown: Shown, by: Actor): Promise<void> {
    const meant = { ...entry('user.remove_key', caller.id, by), facts: { key: id } };
    await this.checks.run(
      caller,
      shown,
      meant,
      async (tx, user) => {
        if (await this.proofs.restsOn(tx, user.id, id)) this.onOff.assertMayEnd(caller.role);
      },
      async (tx, user) => {
        if (await this.proofs.restsOn(tx, user.id, id)) return this.onOff.off(tx, user);
        await this.keys.remove(tx, user.id, id);
        return this.onOff.less(tx, user.id);
      },
    );
  }

  /** What a browser takes to ask a key of the caller, for another change of the account. Throws `factor_state`. */
  challenge(caller: Caller): Promise<RequestOptions> {
    return this.transactions.run(async (tx) => {
      const user = await this.onOff.lock(tx, caller.id);
      return this.proofs.challengeOf(tx, user, caller);
    });
  }
}

const sessionOf = ({ session }: Caller) => session ?? null;

function entry(action: string, id: string, by: Actor) {
  return { action, by, on: { type: 'user', id } };
}
