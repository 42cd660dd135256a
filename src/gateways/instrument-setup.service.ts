import { Injectable } from '@nestjs/common';
import { Clock } from '../database/clock.js';
import { Transactions } from '../database/transactions.js';
import { newId } from '../runtime/ids.js';
import { DomainError } from '../runtime/problems.js';
import type { Instrument } from '../transfers/instrument.entity.js';
import { toInstrumentResponse } from '../transfers/instruments.dto.js';
import { Instruments } from '../transfers/instruments.service.js';
import { Unclear, Unreachable } from './gateway.js';
import { Gateways } from './gateways.service.js';
import type { SetUpInstrumentDto, SetUpInstrumentResponse } from './transfer-commands.dto.js';

@Injectable()
export class InstrumentSetup {
  constructor(
    private readonly gateways: Gateways,
    private readonly instruments: Instruments,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Sets up what a user pays with. Throws `gateway_off`, `gateway_refused` and `gateway_unreachable`. */
  async setUp(
    userId: string,
    { gateway: name, kind, token }: SetUpInstrumentDto,
  ): Promise<SetUpInstrumentResponse> {
    const gateway = this.gateways.get(name);
    if (!gateway.collects || kind === 'bank_account') {
      throw new DomainError('gateway_refused', `${name} collects nothing from a ${kind}.`);
    }
    const id = newId();
    const { clientSecret, ...made } = await gateway.setUp({ instrumentId: id, kind, token }).catch(asProblem);
    const now = this.clock.now();
    const instrument: Instrument = {
      id,
      userId,
      gateway: name,
      kind,
      ...made,
      mandateRef: null,
      mandatedAt: kind === 'bank_debit' ? now : null,
      createdAt: now,
    };
    await this.transactions.run((tx) => {
      this.instruments.keep(tx, instrument);
      return Promise.resolve();
    });
    return { ...toInstrumentResponse(instrument), client_secret: clientSecret };
  }
}

function asProblem(error: unknown): never {
  if (!(error instanceof Unreachable || error instanceof Unclear)) throw error;
  throw new DomainError('gateway_unreachable', 'The gateway does not answer. Try again in a moment.');
}
