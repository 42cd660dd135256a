import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { LANGUAGES } from '../auth/languages.js';
import { BankConfigQueries } from '../bank-config/bank-config.queries.js';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { directMoneyOf, hasRealMoney } from '../bank-config/direct-money.js';
import { installmentPlan } from '../bank-config/installment-plan.js';
import { entityRowsOf } from '../database/entity-columns.js';
import { APP_CONFIG, type AppConfig } from '../config.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { BankAccount } from '../reconciliation/bank-account.entity.js';
import { DomainError } from '../runtime/problems.js';
import { KnownGateways } from '../transfers/known-gateways.js';
import type { BankResponse, PublicTermsResponse } from './bank.dto.js';
import { BankLogo } from './bank-logo.entity.js';

const accounts = entityRowsOf(BankAccount, 'a', ['name', 'number']);
const logoVersion = entityRowsOf(BankLogo, 'l', ['version']);
const logos = entityRowsOf(BankLogo, 'l');

@Injectable()
export class BankQueries {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly bankConfig: BankConfigQueries,
    private readonly gateways: KnownGateways,
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'selfRegistration' | 'mail' | 'production'>,
  ) {}

  /** What is switched on, and what it costs where the bank publishes that. */
  async show(): Promise<BankResponse> {
    const [config, businessDate, paidInto, realMoney, [logo]] = await Promise.all([
      this.bankConfig.inForce(),
      this.bankConfig.businessDate(),
      accounts.find(this.db.manager, 'ORDER BY a.id', []),
      hasRealMoney(this.db.manager),
      logoVersion.find(this.db.manager, '', []),
    ]);
    const direct = directMoneyOf(config, realMoney);
    return {
      name: config.bankName,
      logo_version: logo?.version ?? null,
      currency: config.currency,
      time_zone: config.timeZone,
      business_date: businessDate,
      languages: [...LANGUAGES],
      register_as: [...this.config.selfRegistration],
      // Elsewhere than in production letters are read in the log.
      mails_links: this.config.mail.smtpUrl !== null || !this.config.production,
      terms: config.publicCalculator ? termsOf(config) : null,
      waiting: waitingOf(config),
      ways_to_pay: {
        gateways: this.gateways.collecting,
        direct_payments: direct.payments === 'everyone',
        direct_deposits: direct.deposits,
        bank_accounts: paidInto.map(({ name, number }) => ({ name, number })),
        instructions: config.paymentInstructions,
      },
      paid_out_by: this.gateways.payingOut,
    };
  }

  /** The picture of the bank; null: it has none. */
  async findLogo(): Promise<BankLogo | null> {
    const [logo] = await logos.find(this.db.manager, '', []);
    return logo ?? null;
  }

  /** Throws `logo_not_found`. */
  async getLogo(): Promise<BankLogo> {
    const logo = await this.findLogo();
    if (!logo) throw new DomainError('logo_not_found', 'The bank has no logo.');
    return logo;
  }
}

function termsOf(config: BankConfiguration): PublicTermsResponse | null {
  const plan = installmentPlan(config.duration, config.installments);
  if (plan === null) return null;
  const money = (minor: bigint) => formatMoney(minor, currencyDecimals(config.currency));
  return {
    min_amount: money(config.minLoanAmount),
    max_amount: money(config.maxLoanAmount),
    installments: config.installments,
    ...plan,
    interest_rate: config.interestRate,
  };
}

function waitingOf({ whenUnfunded, queueOnRequest }: BankConfiguration): BankResponse['waiting'] {
  if (whenUnfunded === 'queue') return 'always';
  return queueOnRequest ? 'on_request' : 'never';
}
