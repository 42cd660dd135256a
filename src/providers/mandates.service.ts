import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BankConfigService } from '../bank-config/bank-config.service.js';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { toMinorUnits } from '../http/amounts.js';
import { AuditLog, type Actor } from '../http/audit-log.js';
import { Clock } from '../database/clock.js';
import { Outbox } from '../events/outbox.js';
import { DomainError } from '../runtime/problems.js';
import { Transactions } from '../database/transactions.js';
import type { ScoreBand } from '../bank-config/score-bands.js';
import { invalidFields } from '../http/validation.js';
import { currencyDecimals } from '../lending/money.js';
import { ProviderMandate } from './mandate.entity.js';
import type { ChangeMandateDto } from './mandates.dto.js';
import { mandatesStillFit } from './mandates-in-use.js';
import { ProviderBalances } from './provider-balances.js';
import { Provider } from './provider.entity.js';

/** What providers allow to be done with their money. */
@Injectable()
export class MandatesService implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly balances: ProviderBalances,
    private readonly bankConfig: BankConfigService,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.bankConfig.register(mandatesStillFit);
  }

  /**
   * Appends a version of a provider's mandate, which applies to every later allocation. Fields that are left out keep
   * their value; a request that changes nothing appends nothing. Throws `provider_not_found`, and `validation_failed`
   * for a band that the bank does not have. Locks the configuration, then the provider.
   */
  async change(providerId: string, change: ChangeMandateDto, by: Actor & { id: string }): Promise<void> {
    const changes = await this.transactions.run(async (tx) => {
      const { currency, scoreBands } = await this.bankConfig.hold(tx);
      assertBand(change.lowest_score_band, scoreBands);
      const provider = (await this.balances.lock(tx, [providerId])).get(providerId);
      if (!provider) throw noProvider(providerId);
      const changed = changedFields(change, currencyDecimals(currency));
      const isChange = (Object.keys(changed) as (keyof typeof changed)[]).some(
        (field) => changed[field] !== provider[field],
      );
      if (!isChange) return null;
      const mandate = { ...mandateOf(provider), ...changed, version: provider.mandateVersion + 1 };
      const { version, ...fields } = mandate;
      await tx.update(Provider, { id: providerId }, { ...fields, mandateVersion: version });
      const said = { providerId, createdAt: this.clock.now(), createdBy: by.id };
      await tx.insert(ProviderMandate, { ...mandate, ...said });
      this.outbox.add(tx, [
        { type: 'provider.mandate_changed', providerId, data: { version }, actorId: by.id },
      ]);
      return { before: mandateOf(provider), after: changed };
    });
    if (changes) {
      this.audit.record({
        action: 'mandate.change',
        by,
        on: { type: 'provider', id: providerId },
        ...changes,
      });
    }
  }

  /**
   * A provider's mandate now, and as a change would make it under a configuration; nothing changes. Throws what `change`
   * throws.
   */
  async tried(
    providerId: string,
    change: ChangeMandateDto,
    { currency, scoreBands }: Pick<BankConfiguration, 'currency' | 'scoreBands'>,
  ): Promise<{ now: MandateRules; then: MandateRules }> {
    assertBand(change.lowest_score_band, scoreBands);
    const provider = await this.transactions.run((tx) => tx.findOneBy(Provider, { id: providerId }));
    if (!provider) throw noProvider(providerId);
    const now = mandateOf(provider);
    return { now, then: { ...now, ...changedFields(change, currencyDecimals(currency)) } };
  }
}

function noProvider(id: string): DomainError {
  return new DomainError('provider_not_found', `There is no loan provider ${id}.`);
}

/** With a band that the bank does not have, the provider would lend to nobody. */
function assertBand(name: string | null | undefined, bands: readonly ScoreBand[]): void {
  if (name === null || name === undefined || bands.some((band) => band.name === name)) return;
  const known = bands.map((band) => `"${band.name}"`).join(', ');
  const message =
    known === ''
      ? 'lowest_score_band must be left out: the bank has no score bands.'
      : `lowest_score_band must be one of the bank's: ${known}.`;
  throw invalidFields([{ field: 'lowest_score_band', code: 'unknown_band', message }]);
}

/** What a mandate says. Minor units. */
export type MandateRules = Omit<ProviderMandate, 'providerId' | 'version' | 'createdAt' | 'createdBy'>;

function mandateOf(provider: Provider): MandateRules {
  return {
    paused: provider.paused,
    reserveAmount: provider.reserveAmount,
    maxPerLoan: provider.maxPerLoan,
    maxPerBorrower: provider.maxPerBorrower,
    maxPerBorrowerShare: provider.maxPerBorrowerShare,
    lowestScoreBand: provider.lowestScoreBand,
    longestTermMonths: provider.longestTermMonths,
    autoReinvest: provider.autoReinvest,
  };
}

function changedFields(change: ChangeMandateDto, decimals: number): Partial<MandateRules> {
  const amount = (field: 'reserve_amount' | 'max_per_loan' | 'max_per_borrower') => {
    const text = change[field];
    return typeof text === 'string' ? toMinorUnits(text, decimals, field) : text;
  };
  const fields = {
    paused: change.paused,
    reserveAmount: amount('reserve_amount') ?? undefined,
    maxPerLoan: amount('max_per_loan'),
    maxPerBorrower: amount('max_per_borrower'),
    maxPerBorrowerShare: change.max_per_borrower_share,
    lowestScoreBand: change.lowest_score_band,
    longestTermMonths: change.longest_term_months,
    autoReinvest: change.auto_reinvest,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
