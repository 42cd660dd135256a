import { Injectable } from '@nestjs/common';
import { lockById, rowsOf } from '../database/entity-columns.js';
import { insertRows, updateRows } from '../database/rows.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { DomainError } from '../runtime/problems.js';
import { Instrument } from './instrument.entity.js';

const readOwn = rowsOf(Instrument, 'i', 'WHERE i.id = ANY ($1)');
const readAll = rowsOf(Instrument, 'i', "WHERE i.user_id = $1 AND i.state <> 'revoked' ORDER BY i.id DESC");

const lockInstruments = lockById(Instrument);

/** What users pay with. */
@Injectable()
export class Instruments {
  constructor(private readonly transactions: Transactions) {}

  keep(tx: Tx, instrument: Instrument): void {
    insertRows(tx, Instrument, [instrument]);
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

  /** A user's own, newest first, without those it took back. */
  listOf(userId: string): Promise<Instrument[]> {
    return this.transactions.run((tx) => readAll(tx, userId));
  }

  /** Takes an instrument back: nothing new is asked of it; what is under way goes on. Throws `instrument_not_found`. */
  revoke(id: string, userId: string): Promise<Instrument> {
    return this.transactions.run(async (tx) => {
      const instrument = assertOwn((await this.find(tx, [id])).get(id), id, userId);
      instrument.state = 'revoked';
      updateRows(tx, Instrument, [instrument], ['state']);
      return instrument;
    });
  }
}

/** Throws `instrument_not_found`, also for another user's. */
export function assertOwn(instrument: Instrument | undefined, id: string, userId: string): Instrument {
  if (instrument?.userId === userId) return instrument;
  throw new DomainError('instrument_not_found', `You have no instrument ${id}.`);
}

/** Throws `instrument_not_usable`. */
export function assertUsable({ state, label }: Instrument): void {
  if (state === 'usable') return;
  throw new DomainError('instrument_not_usable', `${label} cannot be used: it is ${state}.`, { state });
}
