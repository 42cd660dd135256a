import { ApiProperty, ApiPropertyOptional, PickType } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsString, Matches, MaxLength } from 'class-validator';
import type { Shown } from '../database/entity-columns.js';
import { isoText } from '../database/instants.js';
import { IsAmountOrZero } from '../http/amounts.js';
import { IsCalendarDate } from '../http/calendar-date.js';
import { IfSent } from '../http/if-sent.js';
import { PageQuery } from '../http/paging.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { CsvFormatResponse, toCsvFormatResponse } from './csv-format.dto.js';
import type { BankAccount } from './bank-account.entity.js';

export class BankAccountsQuery extends PageQuery {}

export class OpenBankAccountDto {
  /**
   * What the bank calls it.
   * @example "Current account"
   */
  @IsString()
  @Matches(/\S/, { message: '$property must not be empty.' })
  @MaxLength(100)
  name!: string;

  @ApiProperty({
    description: 'Its IBAN or number, as statements name it; spaces do not count.',
    example: 'DE89 3704 0044 0532 0130 00',
  })
  @Matches(/^(?=.*[A-Za-z0-9])[A-Za-z0-9 /.-]{1,50}$/, {
    message: '$property must be an IBAN or account number of at most 50 letters and digits.',
  })
  number!: string;

  /**
   * The part of today's cash that lies there: the balance of the account at the beginning of `opened_on`. It moves from
   * the till to the account.
   */
  @IsAmountOrZero('1000.00')
  opening_balance!: string;

  @ApiPropertyOptional({
    description: 'The first date whose statements are read, by default today.',
    format: 'date',
    example: '2026-11-23',
  })
  @IfSent()
  @IsCalendarDate('2026-11-23')
  opened_on?: string;

  @ApiPropertyOptional({
    description: 'The gateways whose payouts arrive here.',
    type: [String],
    example: [],
  })
  @IfSent()
  @IsArray()
  @ArrayMaxSize(10)
  @Matches(/^[a-z_]{1,30}$/, { each: true, message: '$property must be names of gateways.' })
  gateways?: string[];
}

/** Fields that are left out stay. */
export class ChangeBankAccountDto extends PickType(OpenBankAccountDto, ['gateways'] as const) {
  /**
   * What the bank calls it.
   * @example "Current account"
   */
  @IfSent()
  @IsString()
  @Matches(/\S/, { message: '$property must not be empty.' })
  @MaxLength(100)
  name?: string;
}

export class BankAccountResponse {
  /** @example "0198c0de-ba0c-7000-8000-000000000001" */
  id!: string;
  /** @example "Current account" */
  name!: string;
  /** @example "DE89370400440532013000" */
  number!: string;
  /** @example "EUR" */
  currency!: string;
  /** @example "1000.00" */
  opening_balance!: string;
  /** @example "2026-11-23" */
  opened_on!: string;
  /**
   * The gateways whose payouts arrive here.
   * @example []
   */
  gateways!: string[];
  /** How its statements are written as CSV; null: nothing was set. */
  @ApiProperty({ type: CsvFormatResponse, nullable: true })
  csv_format!: CsvFormatResponse | null;
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
}

export class BankAccountListResponse {
  /** @example 1 */
  count!: number | null;
  /** @example "/api/bank_statements/?cursor=bjowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  next!: string | null;
  /** @example "/api/bank_statements/?cursor=cDowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  previous!: string | null;
  results!: BankAccountResponse[];
}

export const SHOWN_OF_ACCOUNT = [
  'id',
  'name',
  'number',
  'currency',
  'openingBalance',
  'openedOn',
  'gateways',
  'csvFormat',
  'createdAt',
] as const satisfies readonly (keyof BankAccount)[];

export function toBankAccountResponse(
  account: Shown<Pick<BankAccount, (typeof SHOWN_OF_ACCOUNT)[number]>>,
): BankAccountResponse {
  return {
    id: account.id,
    name: account.name,
    number: account.number,
    currency: account.currency,
    opening_balance: formatMoney(account.openingBalance, currencyDecimals(account.currency)),
    opened_on: account.openedOn,
    gateways: account.gateways,
    csv_format: account.csvFormat && toCsvFormatResponse(account.csvFormat),
    created_at: isoText(account.createdAt),
  };
}
