import { Injectable } from '@nestjs/common';
import { Clock } from '../database/clock.js';
import { lockById, rowsOf } from '../database/entity-columns.js';
import { insertRows, updateRows } from '../database/rows.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import { Instrument, isPaidTo } from './instrument.entity.js';

const readOwn = rowsOf(Instrument, 'i', 'WHERE i.id = ANY ($1)');

const lockInstruments = lockById(Instrument);

/** What users pay with. */
@Injectable()
export class Instruments {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Keeps a new instrument; a bank account that is to be debited has its owner's mandate from now on. */
  keep(tx: Tx, made: Omit<Instrument, 'mandateRef' | 'mandatedAt' | 'createdAt'>): Instrument {
    const createdAt = this.clock.now();
    const mandatedAt = made.kind === 'bank_debit' ? createdAt : null;
    const instrument = { ...made, mandateRef: null, mandatedAt, createdAt };
    insertRows(tx, Instrument, [instrument]);
    return instrument;
  }

  /** Instruments by id, in the transaction that uses them. */
  async find(tx: Tx, ids: readonly string[]): Promise<Map<string, Instrument>> {
    return new Map((await readOwn(tx, ids)).map((instrument) => [instrument.id, instrument]));
  }

  /** Keeps what became of an instrument that was pending; its owner may have taken it back meanwhile. Locks it. */
  async conclude(tx: Tx, id: string, seen: Partial<Instrument> & Pick<Instrument, 'state'>): Promise<void> {
    const instrument = (await lockInstruments(tx, [id])).get(id);
    if (instrument?.state !== 'pending') return;
    Object.assign(instrument, seen);
    updateRows(tx, Instrument, [instrument], ['state', 'token', 'label', 'mandateRef']);
  }

  /**
   * Takes an instrument back: nothing new is asked of it; what is under way goes on, and nothing more is sent to it. The
   * number of an account to pay to is forgotten. Throws `instrument_not_found`.
   */
  revoke(id: string, userId: string): Promise<Instrument> {
    return this.transactions.run(async (tx) => {
      const instrument = assertOwn((await this.find(tx, [id])).get(id), id, userId);
      Object.assign(instrument, { state: 'revoked', sealedAccount: null });
      updateRows(tx, Instrument, [instrument], ['state', 'sealedAccount']);
      return instrument;
    });
  }
}

/** Throws `instrument_not_found`, also for another user's. */
export function assertOwn(instrument: Instrument | undefined, id: string, userId: string): Instrument {
  if (instrument?.userId === userId) return instrument;
  throw new DomainError('instrument_not_found', `You have no instrument ${id}.`);
}

/** Throws `payout_account_needed` for what money is collected from, and `instrument_not_usable`. */
export function assertPaidTo(instrument: Instrument): void {
  if (!isPaidTo(instrument.kind)) {
    const detail = `Money is paid out to a bank account, and ${instrument.label} is none. Register one first.`;
    throw new DomainError('payout_account_needed', detail);
  }
  assertUsable(instrument);
}

/** Throws `instrument_not_usable`. */
export function assertUsable({ state, label }: Instrument): void {
  if (state === 'usable') return;
  throw new DomainError('instrument_not_usable', `${label} cannot be used: it is ${state}.`, { state });
}
