import { BankConfigurationResponse } from '../bank-config/bank-config.dto.js';
import { ChangeBankConfigurationDto } from '../bank-config/change-bank-config.dto.js';
import { IsAmount } from '../http/amounts.js';
import { IfSent } from '../http/if-sent.js';
import { LoanCostResponse } from './loan-cost.dto.js';

/** What PATCH /api/bank_configuration/ would be sent, and what loan to show it on. */
export class PreviewBankConfigurationDto extends ChangeBankConfigurationDto {
  /** In the currency in force; when left out ten times the least, at most the most. */
  @IfSent()
  @IsAmount('1000.00')
  sample_amount?: string;
}

export class PreviewedConfigurationResponse {
  configuration!: BankConfigurationResponse;
  /** A loan that starts today, without a band of credit scores. */
  sample!: LoanCostResponse;
}

export class ConfigPreviewResponse {
  before!: PreviewedConfigurationResponse;
  after!: PreviewedConfigurationResponse;
  /**
   * The fields that differ; none: the change would append nothing new.
   * @example ["interest_rate"]
   */
  changed!: string[];
}
