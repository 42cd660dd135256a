import { Injectable } from '@nestjs/common';
import { Transactions, type Tx } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import { invalidFields } from '../http/validation.js';
import type { Caller } from './access.js';
import { FactorCodes, type AcceptedCode } from './factor-codes.service.js';
import { SecurityKeys, type Asked } from './security-keys.service.js';
import { SignInAttempts, type Attempt } from './sign-in-attempts.service.js';
import type { User } from './user.entity.js';
import type { KeyProof, RequestOptions } from './webauthn.js';

/** How somebody shows the second factor: by a code, or by a key that signed. */
export interface FactorProof {
  code?: string | undefined;
  key?: KeyProof | undefined;
}

/** What showed the second factor. */
export type Accepted = AcceptedCode | 'security_key';

const AT_SIGN_IN: Asked = { purpose: 'sign_in', session: null };

/** Proofs of the second factor, whichever it is. They are guessed as slowly as passwords, counted apart from these. */
@Injectable()
export class FactorProofs {
  constructor(
    private readonly transactions: Transactions,
    private readonly attempts: SignInAttempts,
    private readonly codes: FactorCodes,
    private readonly keys: SecurityKeys,
  ) {}

  /** Counts a guess before it is made; see `SignInAttempts`. Throws `too_many_requests`. */
  attempt({ username }: User, address: string): Promise<Attempt> {
    return this.attempts.begin(username, address, 'factor');
  }

  /** The proof was right: forgets the guesses counted with it. */
  succeeded(attempt: Attempt): Promise<void> {
    return this.attempts.succeeded(attempt);
  }

  /**
   * The refusal of a sign-in without a proof: `factor_required`, with what a browser takes to ask a security key of the
   * user where there is one. Only who has sent the right password gets it.
   */
  async required(user: User): Promise<DomainError> {
    const options = await this.transactions.run((tx) => this.keys.challenge(tx, user, AT_SIGN_IN));
    return factorRequired(options);
  }

  /** Uses the proof of a sign-in up; null: it is wrong, too old, or was used. */
  acceptAtSignIn(tx: Tx, user: User, proof: FactorProof): Promise<Accepted | null> {
    return this.accept(tx, user, proof, AT_SIGN_IN);
  }

  /** Uses the proof for a change of the caller's own account up. Throws `validation_failed` without one. */
  acceptOf(tx: Tx, user: User, proof: FactorProof, caller: Caller): Promise<Accepted | null> {
    return this.accept(tx, user, proof, confirming(caller));
  }

  /** What a browser takes to ask a key of the caller for a change of the account. Throws `factor_state` without keys. */
  async challengeOf(tx: Tx, user: User, caller: Caller): Promise<RequestOptions> {
    const options = await this.keys.challenge(tx, user, confirming(caller));
    if (options !== null) return options;
    throw new DomainError('factor_state', 'There is no security key. Send a code.');
  }

  /** Whether this key is the only factor of the user. Throws `key_not_found`. */
  async restsOn(tx: Tx, userId: string, keyId: string): Promise<boolean> {
    const keys = await this.keys.of(tx, userId);
    if (!keys.some(({ id }) => id === keyId)) {
      throw new DomainError('key_not_found', `You have no security key ${keyId}.`);
    }
    return keys.length === 1 && !(await this.codes.hasApp(tx, userId));
  }

  /** Forgets app, keys, recovery codes and the guesses at them. */
  async forget(tx: Tx, user: User): Promise<void> {
    await this.codes.forget(tx, user.id);
    await this.keys.forget(tx, user.id);
    await this.attempts.forgive(tx, user.username);
  }

  private async accept(
    tx: Tx,
    user: User,
    { code, key }: FactorProof,
    asked: Asked,
  ): Promise<Accepted | null> {
    if (key !== undefined) {
      return (await this.keys.accept(tx, user.id, asked, key)) ? 'security_key' : null;
    }
    return code === undefined ? null : this.codes.accept(tx, user, code);
  }
}

const confirming = ({ session }: Caller): Asked => ({ purpose: 'confirm', session: session ?? null });

function factorRequired(options: RequestOptions | null): DomainError {
  const said =
    'The password is right. Send "code" too: what your authenticator app shows, or a recovery code' +
    (options === null ? '.' : '; or "key": what a security key signs for "public_key".');
  return new DomainError('factor_required', said, options === null ? {} : { public_key: { ...options } });
}

/** Throws `validation_failed` unless there is one proof. */
export function assertOneProof({ code, key }: FactorProof): void {
  if ((code === undefined) !== (key === undefined)) return;
  const message = 'Send either code or key.';
  throw invalidFields([{ field: 'code', code: 'required', message }]);
}
