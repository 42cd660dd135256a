import { BankConfigurationResponse } from '../bank-config/bank-config.dto.js';
import { ChangeBankConfigurationDto } from '../bank-config/change-bank-config.dto.js';
import { IsAmount } from '../http/amounts.js';
import { IfSent } from '../http/if-sent.js';
import { LoanCostResponse } from './loan-cost.dto.js';

/** The fields of PATCH /api/bank_configuration/, and the amount of a sample loan. */
export class PreviewBankConfigurationDto extends ChangeBankConfigurationDto {
  /** In the currency in force. Left out: ten times the minimum, but no more than the maximum. */
  @IfSent()
  @IsAmount('1000.00')
  sample_amount?: string;
}

export class PreviewedConfigurationResponse {
  configuration!: BankConfigurationResponse;
  /** A loan that starts today, without a score band. */
  sample!: LoanCostResponse;
}

export class ConfigPreviewResponse {
  before!: PreviewedConfigurationResponse;
  after!: PreviewedConfigurationResponse;
  /**
   * The fields that differ; empty when the change would not append a version.
   * @example ["interest_rate"]
   */
  changed!: string[];
}
