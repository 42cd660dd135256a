import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { PeriodUnit } from '../lending/dates.js';
import { Matches } from 'class-validator';
import { IfSent } from '../http/if-sent.js';
import { PERIOD_UNITS } from '../lending/terms.js';

const WAITING = ['always', 'on_request', 'never'] as const;

/** What the bank publishes of its terms; POST /api/quotes/estimate/ computes with them. */
export class PublicTermsResponse {
  /** @example "100.00" */
  min_amount!: string;
  /** @example "10000.00" */
  max_amount!: string;
  /**
   * The most instalments.
   * @example 12
   */
  installments!: number;
  /**
   * The number of units between instalments.
   * @example 1
   */
  every!: number;
  @ApiProperty({ enum: PERIOD_UNITS, example: 'months' })
  unit!: PeriodUnit;
  /**
   * The yearly interest rate before a score band adjusts it: "0.05" is 5 %.
   * @example "0.05"
   */
  interest_rate!: string;
}

/** An account to which people transfer money. */
export class PaidIntoResponse {
  /** @example "Harbour Credit Union" */
  name!: string;
  /** @example "DE89370400440532013000" */
  number!: string;
}

export class WaysToPayResponse {
  /**
   * The gateways that collect from cards and bank accounts.
   * @example ["sandbox"]
   */
  gateways!: string[];
  /**
   * Whether borrowers enter their own payments; else staff do.
   * @example true
   */
  direct_payments!: boolean;
  /**
   * Whether lenders enter their own deposits.
   * @example true
   */
  direct_deposits!: boolean;
  /** With the number of the loan as reference. */
  bank_accounts!: PaidIntoResponse[];
  /**
   * In words of the bank; empty: none.
   * @example "At the counter, 12 Harbour Road, Monday to Friday 9 to 16."
   */
  instructions!: string;
}

/** What everybody may know of the bank. */
export class BankResponse {
  /**
   * Empty: none is given.
   * @example "Harbour Credit Union"
   */
  name!: string;
  /**
   * Of its picture, for GET /api/bank/logo/; null: it has none.
   * @example "3f2a91c4b7d0"
   */
  @ApiProperty({ type: String, nullable: true })
  logo_version!: string | null;
  /** @example "USD" */
  currency!: string;
  /** @example "Europe/Berlin" */
  time_zone!: string;
  /** @example "2026-11-23" */
  business_date!: string;
  /**
   * The languages of the portal.
   * @example ["en", "es", "fr", "ar"]
   */
  languages!: string[];
  /**
   * As what people may register themselves.
   * @example ["customer", "provider"]
   */
  register_as!: ('customer' | 'provider')[];
  /**
   * Whether who has forgotten the password can have a link mailed (POST /api/auth/forgot_password/).
   * @example true
   */
  mails_links!: boolean;
  /** Null: the bank does not publish its prices. */
  terms!: PublicTermsResponse | null;
  /** Whether a loan waits when there is no money for it: unless its request says otherwise, only if it says so, never. */
  @ApiProperty({ enum: WAITING, example: 'on_request' })
  waiting!: (typeof WAITING)[number];
  ways_to_pay!: WaysToPayResponse;
  /**
   * The gateways that pay out to the bank accounts of people. Empty: money is paid out in person.
   * @example ["bank_file"]
   */
  paid_out_by!: string[];
}

export class LogoQuery {
  @ApiPropertyOptional({
    description: 'As GET /api/bank/ has it: a page that names it may keep the picture for good.',
    example: '3f2a91c4b7d0',
  })
  @IfSent()
  @Matches(/^[0-9a-f]{12}$/, { message: 'version must be twelve hexadecimal digits.' })
  version?: string;
}

export class LogoResponse {
  /** @example "3f2a91c4b7d0" */
  logo_version!: string;
}
