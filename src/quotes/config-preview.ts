import { Injectable } from '@nestjs/common';
import {
  toBankConfigurationResponse,
  type BankConfigurationResponse,
} from '../bank-config/bank-config.dto.js';
import { BankConfigService, rescale } from '../bank-config/bank-config.service.js';
import type { BankConfiguration } from '../bank-config/bank-configuration.entity.js';
import { toMinorUnits } from '../http/amounts.js';
import { currencyDecimals } from '../lending/money.js';
import type {
  ConfigPreviewResponse,
  PreviewBankConfigurationDto,
  PreviewedConfigurationResponse,
} from './config-preview.dto.js';
import { loanCost } from './loan-cost.dto.js';

/** Fields that differ in every version. */
const OF_THE_VERSION: readonly string[] = ['version', 'created_at', 'created_by'];

@Injectable()
export class ConfigPreview {
  constructor(private readonly bankConfig: BankConfigService) {}

  /** Throws what the change would throw, and `validation_failed` for an amount with more decimals than the currency. */
  async show(
    { sample_amount: amount, ...change }: PreviewBankConfigurationDto,
    callerId: string | null,
  ): Promise<ConfigPreviewResponse> {
    const { current, next, realMoney, today } = await this.bankConfig.preview(change, callerId);
    const decimals = currencyDecimals(current.currency);
    const principal =
      amount === undefined ? sampleOf(current) : toMinorUnits(amount, decimals, 'sample_amount');
    const side = (config: BankConfiguration): PreviewedConfigurationResponse => ({
      configuration: toBankConfigurationResponse(config, realMoney),
      sample: loanCost(config, {
        amount: rescale(principal, decimals, currencyDecimals(config.currency)),
        startOn: today,
      }),
    });
    const [before, after] = [side(current), side(next)];
    return { before, after, changed: differing(before.configuration, after.configuration) };
  }
}

function sampleOf({ minLoanAmount, maxLoanAmount }: BankConfiguration): bigint {
  const tenfold = minLoanAmount * 10n;
  return tenfold < maxLoanAmount ? tenfold : maxLoanAmount;
}

function differing(before: BankConfigurationResponse, after: BankConfigurationResponse): string[] {
  const names = Object.keys(after) as (keyof BankConfigurationResponse)[];
  return names.filter(
    (name) => !OF_THE_VERSION.includes(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
}
