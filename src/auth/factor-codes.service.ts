import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { IsNull, Not } from 'typeorm';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { Clock } from '../database/clock.js';
import { placeOf, SecretRotation } from '../database/secret-rotation.js';
import { Secrets } from '../database/secrets.js';
import type { Tx } from '../database/transactions.js';
import { newId } from '../runtime/ids.js';
import { DomainError } from '../runtime/problems.js';
import { CannotOpen } from '../runtime/sealed.js';
import { AccountWatchers } from './account-watchers.js';
import { readableCode } from './readable-code.js';
import { RecoveryCode } from './recovery-code.entity.js';
import { SecondFactor } from './second-factor.entity.js';
import { newSecret, stepOf, typedCode, uriOf } from './totp.js';
import type { User } from './user.entity.js';

const SECRET = { table: 'second_factors', column: 'secret' };
/** Of one recovery code: 114 bits. */
const GROUPS = 6;
const RECOVERY_CODES = 10;
/** How long a secret waits for the first code that confirms it. */
const WAITS_MS = 3_600_000;

/** What a code was that showed the second factor. */
export type AcceptedCode = 'authenticator' | 'recovery_code';

/** What an authenticator app takes: scanned, or typed. Shown once. */
export interface Proposed {
  secret: string;
  uri: string;
}

/**
 * Secrets of authenticator apps, their codes, and recovery codes. Each code is accepted once: everything here is called
 * in a transaction that has locked the user, so two requests with one code come one after the other.
 */
@Injectable()
export class FactorCodes implements OnModuleInit {
  private readonly logger = new Logger(FactorCodes.name);

  constructor(
    private readonly secrets: Secrets,
    private readonly rotation: SecretRotation,
    private readonly clock: Clock,
    private readonly watchers: AccountWatchers,
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'publicUrl'>,
  ) {}

  onModuleInit(): void {
    this.rotation.keeps(SECRET);
  }

  /** Throws `factors_off` where there is no SECRETS_KEY. */
  assertPossible(): void {
    if (this.secrets.hasKey) return;
    throw new DomainError(
      'factors_off',
      'This server has no SECRETS_KEY, so it cannot keep what codes are made from.',
    );
  }

  /** A new secret, in place of one that was not confirmed. */
  async propose(tx: Tx, { id: userId, username }: User): Promise<Proposed> {
    const [id, secret] = [newId(), newSecret()];
    const sealed = this.secrets.key.seal(secret, placeOf(SECRET, id));
    await tx.delete(SecondFactor, { userId, confirmedAt: IsNull() });
    const made = {
      id,
      userId,
      secret: sealed,
      createdAt: this.clock.now(),
      confirmedAt: null,
      lastStep: null,
    };
    await tx.insert(SecondFactor, made);
    return { secret, uri: uriOf(secret, this.issuer, username) };
  }

  /** Whether the user has an authenticator app that was confirmed. */
  hasApp(tx: Tx, userId: string): Promise<boolean> {
    return tx.existsBy(SecondFactor, { userId, confirmedAt: Not(IsNull()) });
  }

  /** Takes the proposed secret into use by its first code; false for a wrong one. Throws `factor_state` without one. */
  async confirm(tx: Tx, userId: string, code: string): Promise<boolean> {
    const now = this.clock.now();
    const factor = await tx.findOneBy(SecondFactor, { userId, confirmedAt: IsNull() });
    if (!factor || factor.createdAt.getTime() < now.getTime() - WAITS_MS) {
      throw new DomainError('factor_state', 'Begin with POST /api/auth/factor/: a secret waits for an hour.');
    }
    const step = this.stepOf(factor, code);
    if (step === null) return false;
    await tx.update(SecondFactor, { id: factor.id }, { confirmedAt: now, lastStep: step });
    return true;
  }

  /** Uses a code up: of the app, or a recovery code, which its user is told of. Null: it is neither, or was used. */
  async accept(tx: Tx, { id: userId }: User, code: string): Promise<AcceptedCode | null> {
    if (/^\d+$/.test(typedCode(code))) {
      const factor = await tx.findOneBy(SecondFactor, { userId });
      const lastStep = factor?.lastStep ?? null;
      if (!factor || lastStep === null) return null;
      const step = this.stepOf(factor, code);
      if (step === null || step <= lastStep) return null;
      await tx.update(SecondFactor, { id: factor.id }, { lastStep: step });
      return 'authenticator';
    }
    const live = { userId, hash: hashOf(userId, code), usedAt: IsNull() };
    const { affected } = await tx.update(RecoveryCode, live, { usedAt: this.clock.now() });
    if (affected !== 1) return null;
    await this.watchers.tell(tx, { userId, what: 'recovery_code_used', before: null });
    return 'recovery_code';
  }

  /** Ten recovery codes in the clear, in place of all earlier ones; they are not stored. */
  async makeRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, () => readableCode(GROUPS));
    const made = { userId, createdAt: this.clock.now(), usedAt: null };
    await tx.delete(RecoveryCode, { userId });
    await tx.insert(
      RecoveryCode,
      codes.map((code) => ({ ...made, id: newId(), hash: hashOf(userId, code) })),
    );
    return codes;
  }

  /** Forgets the secret and all recovery codes. */
  async forget(tx: Tx, userId: string): Promise<void> {
    await tx.delete(SecondFactor, { userId });
    await tx.delete(RecoveryCode, { userId });
  }

  /** Who the app says the code is for. */
  private get issuer(): string {
    return this.config.publicUrl === null ? 'Loan administration' : new URL(this.config.publicUrl).host;
  }

  private stepOf({ id, secret }: SecondFactor, code: string): number | null {
    try {
      const opened = this.secrets.key.open(secret, placeOf(SECRET, id));
      return stepOf(opened, typedCode(code), this.clock.now().getTime());
    } catch (error) {
      // Recovery codes need no key: with them, or with an admin, people get in again.
      if (!(error instanceof CannotOpen)) throw error;
      this.logger.error({ msg: 'a second factor cannot be read any more', id, reason: error.message });
      return null;
    }
  }
}

function hashOf(userId: string, code: string): Buffer {
  const plain = code.toLowerCase().replaceAll(/[\s-]/g, '');
  return createHash('sha256').update(`recovery code ${userId} ${plain}`).digest();
}
