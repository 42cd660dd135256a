import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { invalidFields } from '../http/validation.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import type { Caller } from './access.js';
import { FactorCodes } from './factor-codes.service.js';
import { FactorSwitch } from './factor-switch.js';
import { PasswordChecks } from './password-checks.service.js';
import { uriOf } from './totp.js';
import { User } from './user.entity.js';

/** What an authenticator app takes: scanned, or typed. Shown once. */
export interface Proposed {
  secret: string;
  uri: string;
}

/** Recovery codes in the clear, and the session's new cookie; null when it has none. */
export interface Confirmed {
  codes: string[];
  cookie: string | null;
}

/** The second factor of an account: set up and switched off by its user, reset by an admin. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly transactions: Transactions,
    private readonly checks: PasswordChecks,
    private readonly codes: FactorCodes,
    private readonly onOff: FactorSwitch,
    private readonly audit: AuditLog,
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'publicUrl'>,
  ) {}

  /**
   * Makes a secret for an authenticator app. It counts once `confirm` has seen a code of it. Throws `factors_off`,
   * `factor_state` when a factor is on, and what `PasswordChecks.ofCaller` does. Locks the user.
   */
  async begin(caller: Caller, password: string, by: Actor): Promise<Proposed> {
    this.codes.assertPossible();
    const checked = await this.checks.ofCaller(caller, password, entry('user.begin_factor', caller.id, by));
    const secret = await this.transactions.run(async (tx) => {
      assertOff(await this.checks.lockUnchanged(tx, checked));
      return this.codes.propose(tx, caller.id);
    });
    return { secret, uri: uriOf(secret, this.issuer, checked.username) };
  }

  /**
   * Switches the factor on by a first code, and ends all other sessions: they were begun without it. Throws
   * `validation_failed` for a wrong code, `factor_state`, and `too_many_requests`. Locks the user; the user is told.
   */
  async confirm(caller: Caller, code: string, by: Actor): Promise<Confirmed> {
    const meant = entry('user.factor_on', caller.id, by);
    const user = await this.onOff.userOf(caller);
    const attempt = await this.codes.attempt(user, sourceOf(caller));
    const confirmed = await this.transactions.run(async (tx) => {
      assertOff(await this.onOff.lock(tx, caller.id));
      if (!(await this.codes.confirm(tx, caller.id, code))) return null;
      const cookie = await this.onOff.on(tx, caller);
      return { codes: await this.codes.makeRecoveryCodes(tx, caller.id), cookie };
    });
    if (!confirmed) throw this.refused(meant);
    await this.codes.succeeded(attempt);
    await this.onOff.sessionsEnded();
    this.audit.record(meant);
    return confirmed;
  }

  /**
   * Switches the factor off. Throws `factor_needed` for a role that has to have one, `validation_failed` for a wrong
   * password or code, `factor_state` and `too_many_requests`. Locks the user; the user is told.
   */
  async off(caller: Caller, password: string, code: string, by: Actor): Promise<void> {
    if (this.onOff.isNeeded(caller.role)) {
      throw new DomainError(
        'factor_needed',
        `Every ${caller.role} of this bank has to have a second factor.`,
      );
    }
    const meant = entry('user.factor_off', caller.id, by);
    await this.withCode(caller, { password, code }, meant, async (tx, user) => {
      await this.codes.forget(tx, user);
      await this.onOff.off(tx, user.id);
    });
  }

  /** Ten other recovery codes; earlier ones are worth nothing. Throws as `off` does, for every role. Locks the user. */
  async renewCodes(caller: Caller, password: string, code: string, by: Actor): Promise<string[]> {
    const meant = entry('user.renew_recovery_codes', caller.id, by);
    return this.withCode(caller, { password, code }, meant, (tx, user) =>
      this.codes.makeRecoveryCodes(tx, user.id),
    );
  }

  /**
   * Takes the factor from somebody who has lost it, and ends all their sessions; the password alone signs in then. Throws
   * `user_not_found`, `own_account`, and `factor_state` when there is none. Locks the user; the user is told.
   */
  async reset(id: string, by: Actor): Promise<void> {
    if (id === by.id) {
      throw new DomainError(
        'own_account',
        'Another admin must reset your second factor, or you switch it off.',
      );
    }
    await this.transactions.run(async (tx) => {
      const user = await tx.findOne(User, { where: { id }, lock: { mode: 'for_no_key_update' } });
      if (!user) throw new DomainError('user_not_found', `There is no user ${id}.`);
      assertOn(user);
      await this.codes.forget(tx, user);
      await this.onOff.off(tx, id);
      await this.onOff.endSessions(tx, id);
    });
    await this.onOff.sessionsEnded();
    this.audit.record(entry('user.reset_factor', id, by));
  }

  private async withCode<T>(
    caller: Caller,
    { password, code }: { password: string; code: string },
    meant: ReturnType<typeof entry>,
    work: (tx: Tx, user: User) => Promise<T>,
  ): Promise<T> {
    const checked = await this.checks.ofCaller(caller, password, meant);
    const attempt = await this.codes.attempt(checked, sourceOf(caller));
    const done = await this.transactions.run(async (tx) => {
      const user = await this.checks.lockUnchanged(tx, checked);
      assertOn(user);
      if ((await this.codes.accept(tx, user, code)) === null) return null;
      return { of: await work(tx, user) };
    });
    if (!done) throw this.refused(meant);
    await this.codes.succeeded(attempt);
    this.audit.record(meant);
    return done.of;
  }

  private refused(meant: ReturnType<typeof entry>): DomainError {
    this.audit.record({ ...meant, outcome: 'refused' });
    const message = 'The code is wrong, too old, or was used before.';
    return invalidFields([{ field: 'code', code: 'wrong_code', message }]);
  }

  /** Who the app says the code is for. */
  private get issuer(): string {
    return this.config.publicUrl === null ? 'Loan administration' : new URL(this.config.publicUrl).host;
  }
}

function entry(action: string, id: string, by: Actor) {
  return { action, by, on: { type: 'user', id } };
}

/** Guesses of a session are counted together, wherever they come from. */
const sourceOf = ({ id }: Caller) => `session of ${id}`;

function assertOff({ factorSince }: User): void {
  if (factorSince === null) return;
  throw new DomainError('factor_state', 'A second factor is on. Switch it off first.');
}

function assertOn({ factorSince }: User): void {
  if (factorSince !== null) return;
  throw new DomainError('factor_state', 'There is no second factor.');
}
