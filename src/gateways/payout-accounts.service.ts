import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { isStaff, type Caller } from '../auth/access.js';
import { assertKnown, User } from '../auth/user.entity.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { placeOf, SecretRotation } from '../database/secret-rotation.js';
import { Secrets } from '../database/secrets.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { invalidFields } from '../http/validation.js';
import { newId } from '../runtime/ids.js';
import { DomainError } from '../runtime/problems.js';
import type { Instrument } from '../transfers/instrument.entity.js';
import { Instruments } from '../transfers/instruments.service.js';
import { Gateways } from './gateways.service.js';
import { ibanIn, isIban } from './iban.js';
import { asProblem } from './instrument-setup.service.js';
import type { BankParty } from './payment-file.js';
import type { RegisterPayoutAccountDto } from './payout-accounts.dto.js';

const SEALED = { table: 'instruments', column: 'sealed_account' };
const BIC = /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/;

/** Accounts to pay out to. Holder and number are stored encrypted, and shown by the last four characters. */
@Injectable()
export class PayoutAccounts implements OnModuleInit {
  constructor(
    private readonly gateways: Gateways,
    private readonly instruments: Instruments,
    private readonly bank: BankConfigQueries,
    private readonly secrets: Secrets,
    private readonly rotation: SecretRotation,
    private readonly transactions: Transactions,
  ) {}

  onModuleInit(): void {
    this.rotation.keeps(SEALED);
  }

  /**
   * Registers an account to pay a customer or provider out to: the caller's own, or by staff for somebody else. Throws
   * `gateway_off`, `gateway_refused`, `gateway_unreachable`, `user_not_found`, `person_erased` and `validation_failed`.
   */
  async register(body: RegisterPayoutAccountDto, caller: Caller): Promise<Instrument> {
    const party = partyOf(body, caller);
    const keep = await this.prepare(body);
    return this.transactions.run(async (tx) => {
      await assertPaidOut(tx, party);
      return keep(tx, party);
    });
  }

  /**
   * Asks the gateway for an account, outside of a transaction; what it answers keeps the account for a user. Throws as
   * `register` does.
   */
  async prepare(
    body: Omit<RegisterPayoutAccountDto, 'party'>,
  ): Promise<(tx: Tx, userId: string) => Instrument> {
    const account = accountOf(body);
    const gateway = this.gateways.get(body.gateway);
    if (!gateway.paysOut) throw new DomainError('gateway_refused', `${gateway.name} does not pay out.`);
    const [id, kind, { token }] = [newId(), 'bank_account', body] as const;
    const { currency } = await this.bank.inForce();
    const made = await gateway.setUp({ instrumentId: id, kind, currency, token }).catch(asProblem);
    return (tx, userId) =>
      this.instruments.keep(tx, {
        id,
        userId,
        gateway: gateway.name,
        token: made.token,
        kind,
        label: `Account •••• ${lastFour(account)}`,
        state: 'usable',
        sealedAccount: this.secrets.key.seal(JSON.stringify(account), placeOf(SEALED, id)),
      });
  }

  /** Holder, number and bank of an account to pay to. Throws `CannotOpen`. */
  open({ id, sealedAccount }: Pick<Instrument, 'id' | 'sealedAccount'>): BankParty {
    if (sealedAccount === null) throw new Error(`instrument ${id} has no account`);
    return JSON.parse(this.secrets.key.open(sealedAccount, placeOf(SEALED, id))) as BankParty;
  }
}

function partyOf({ party }: RegisterPayoutAccountDto, caller: Caller): string {
  if (isStaff(caller) && party === undefined) {
    throw invalidFields([
      { field: 'party', code: 'required', message: 'party must say whose account it is.' },
    ]);
  }
  if (!isStaff(caller) && party !== undefined && party.toLowerCase() !== caller.id) {
    throw invalidFields([{ field: 'party', code: 'staff_only', message: 'party is for bank staff.' }]);
  }
  return party?.toLowerCase() ?? caller.id;
}

/** Throws `user_not_found` for whoever is neither customer nor provider, and `person_erased`. Locks the user: for a read. */
async function assertPaidOut(tx: Tx, id: string): Promise<void> {
  const where = { id, role: In(['customer', 'provider']) };
  const user = await tx.findOne(User, { where, lock: { mode: 'pessimistic_read' } });
  if (!user) throw new DomainError('user_not_found', `There is no customer or provider ${id}.`);
  assertKnown(user);
}

/** Throws `validation_failed` unless it is an IBAN with right check digits, or a number with its bank. */
function accountOf({ holder, iban, number, bank }: Omit<RegisterPayoutAccountDto, 'party'>): BankParty {
  const name = holder.trim();
  if ((iban === undefined) === (number === undefined)) {
    throw invalidFields([{ field: 'iban', code: 'either', message: 'Give either an iban or a number.' }]);
  }
  if (iban !== undefined) {
    const printed = ibanIn(iban);
    if (isIban(printed)) return { name, account: { iban: printed }, ...bankOf(bank) };
    const message = 'iban must be an IBAN: its length or its check digits are wrong.';
    throw invalidFields([{ field: 'iban', code: 'iban', message }]);
  }
  if (number !== undefined && bank !== undefined) {
    return { name, account: { number: number.replace(/\s/g, '') }, ...bankOf(bank) };
  }
  throw invalidFields([{ field: 'bank', code: 'required', message: 'bank must say who keeps the number.' }]);
}

function bankOf(bank: string | undefined): Pick<BankParty, 'bank'> {
  if (bank === undefined) return {};
  const bic = bank.toUpperCase();
  return { bank: BIC.test(bic) ? { bic } : { clearing: bank } };
}

function lastFour({ account }: BankParty): string {
  return ('iban' in account ? account.iban : account.number).slice(-4);
}
