import { Inject, Injectable } from '@nestjs/common';
import { User } from '../auth/user.entity.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { Transactions } from '../database/transactions.js';
import { newId } from '../runtime/ids.js';
import { ownAddress } from '../runtime/own-address.js';
import { DomainError } from '../runtime/problems.js';
import { isPaidTo, type Instrument } from '../transfers/instrument.entity.js';
import { toInstrumentResponse } from '../transfers/instruments.dto.js';
import { assertOwn, Instruments } from '../transfers/instruments.service.js';
import { Unclear, Unreachable } from './gateway.js';
import { eraseUnkept } from './gateway-erasures.js';
import { Gateways } from './gateways.service.js';
import type { SetUpInstrumentDto, SetUpInstrumentResponse } from './transfer-commands.dto.js';

@Injectable()
export class InstrumentSetup {
  constructor(
    private readonly gateways: Gateways,
    private readonly instruments: Instruments,
    private readonly bank: BankConfigQueries,
    private readonly transactions: Transactions,
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'publicUrl' | 'host' | 'port'>,
  ) {}

  /**
   * Sets up what a user pays with. Throws `gateway_off`, `gateway_refused`, `gateway_unreachable`, and `person_erased` for
   * who was erased meanwhile: the gateway deletes it then.
   */
  async setUp(
    userId: string,
    { gateway: name, kind, token, on_page: onPage }: SetUpInstrumentDto,
  ): Promise<SetUpInstrumentResponse> {
    const gateway = this.gateways.get(name);
    if (!gateway.collects || isPaidTo(kind)) {
      throw new DomainError('gateway_refused', `${name} collects nothing from a ${kind}.`);
    }
    const id = newId();
    const { currency } = await this.bank.inForce();
    const comesBackTo = onPage === true ? this.pageOf(id) : undefined;
    const wish = { instrumentId: id, kind, currency, token, comesBackTo };
    const { clientSecret, url = null, ...made } = await gateway.setUp(wish).catch(asProblem);
    const kept = { id, userId, gateway: name, kind, ...made, sealedAccount: null };
    const instrument = await this.transactions.run(async (tx) => {
      // Waits for an erasure under way, and is waited for by one that comes.
      const lock = { mode: 'pessimistic_read' } as const;
      const { erasedAt } = await tx.findOneOrFail(User, { where: { id: userId }, lock });
      if (erasedAt === null) return this.instruments.keep(tx, kept);
      await eraseUnkept(tx, kept);
      return null;
    });
    if (instrument === null)
      throw new DomainError('person_erased', 'The person was erased while the gateway answered.');
    return { ...toInstrumentResponse(instrument), client_secret: clientSecret, url };
  }

  /** Of the portal, which asks what became of it. */
  private pageOf(id: string): string {
    const { publicUrl, host, port } = this.config;
    return `${publicUrl ?? ownAddress(host, port)}/me?instrument=${id}`;
  }

  /**
   * Asks the gateway what became of an instrument that was pending; any other stays as it is. Throws
   * `instrument_not_found`, `gateway_off` and `gateway_unreachable`.
   */
  async refresh(id: string, userId: string): Promise<Instrument> {
    const found = await this.transactions.run((tx) => this.instruments.find(tx, [id]));
    const instrument = assertOwn(found.get(id), id, userId);
    await this.look(instrument);
    return assertOwn(
      (await this.transactions.run((tx) => this.instruments.find(tx, [id]))).get(id),
      id,
      userId,
    );
  }

  /** A gateway says that something happened to an instrument; one that does not exist is none of ours. */
  async heard(gateway: string, id: string): Promise<void> {
    const instrument = (await this.transactions.run((tx) => this.instruments.find(tx, [id]))).get(id);
    if (instrument?.gateway === gateway) await this.look(instrument);
  }

  private async look({ id, gateway: name, state, token }: Instrument): Promise<void> {
    const gateway = this.gateways.get(name);
    if (state !== 'pending' || !gateway.lookAtInstrument) return;
    const seen = await gateway.lookAtInstrument(token).catch(asProblem);
    if (seen.state !== 'pending')
      await this.transactions.run((tx) => this.instruments.conclude(tx, id, seen));
  }
}

export function asProblem(error: unknown): never {
  if (!(error instanceof Unreachable || error instanceof Unclear)) throw error;
  throw new DomainError('gateway_unreachable', 'The gateway does not answer. Try again in a moment.');
}
