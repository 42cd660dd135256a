import { ApiHideProperty, ApiProperty, IntersectionType } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { shownRowsOf, type RowOf } from '../database/entity-columns.js';
import { IsAmount } from '../http/amounts.js';
import { IsSearch, NUMBERED, SEARCHED, SHORTENED } from '../http/filters.js';
import { IdOrUrl } from '../http/id-or-url.js';
import { IfSent } from '../http/if-sent.js';
import { IsOrdering, SortableQuery } from '../http/paging.js';
import { OwnProfileDto, shownProfile, type Names } from '../auth/profile.dto.js';
import { allowSentBack } from '../http/sent-back.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { shownShortNumber } from '../runtime/short-number.js';
import { OverTheCounterDto, ReceiptFields } from '../tills/till.dto.js';
import { Provider } from './provider.entity.js';

export class ProviderListQuery extends SortableQuery {
  @IsOrdering('name', 'fund_amount', 'wallet_amount', 'lent_amount')
  ordering = '-created_at';

  @IsSearch(
    `Staff only: ${SEARCHED}, in any order and case, or the id of a provider ${SHORTENED}, ${NUMBERED}.`,
    'okoye ada',
  )
  search?: string;
}

/** The money that goes from the wallet to the fund. */
export class ReinvestFundsDto {
  @IsAmount('2500.00')
  amount!: string;

  /**
   * Staff only, who must send it: the provider whose money it is.
   * @example "0198c0de-3333-7000-8000-000000000001"
   */
  @IdOrUrl('providers')
  @IfSent()
  @IsUUID(undefined, { message: 'provider must be the id of a loan provider.' })
  provider?: string;
}

export class MoveFundsDto extends IntersectionType(ReinvestFundsDto, OverTheCounterDto) {}

export class WithdrawDto extends MoveFundsDto {
  /** With it, the request is one to `/withdrawals`, which the API document shows: an operation has one kind of answer there. */
  @ApiHideProperty()
  @IfSent()
  @IsUUID()
  instrument?: string;
}

/** A withdrawal that a gateway pays out. */
export class WithdrawByTransferDto {
  @IsAmount('250.00')
  amount!: string;

  /**
   * One of your bank accounts (`GET /api/instruments/`).
   * @example "0198c0de-abcd-7000-8000-000000000001"
   */
  @IsUUID()
  instrument!: string;
}

export class ProviderResponse {
  /** @example "0198c0de-3333-7000-8000-000000000001" */
  id!: string;
  /** @example "harbour-coop" */
  username!: string;
  /** @example "Harbour" */
  first_name!: string;
  /** @example "Cooperative" */
  last_name!: string;
  /** @example "office@harbour.example" */
  email!: string;
  /** @example "+234 800 000 0000" */
  phone!: string;
  /** @example "12 Harbour Road, Lagos" */
  address!: string;
  /**
   * Since when nothing is known of the person; null: it is known.
   * @example "2026-11-23T10:00:00.000Z"
   */
  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  erased_at!: string | null;
  /** @example "USD" */
  currency!: string;
  /**
   * Free to lend.
   * @example "25000.00"
   */
  fund_amount!: string;
  /**
   * Came back from loans; may be withdrawn or reinvested.
   * @example "310.25"
   */
  wallet_amount!: string;
  /**
   * Principal outstanding on loans.
   * @example "4700.00"
   */
  lent_amount!: string;
  /**
   * Owed to the bank: shares of reversed payments that had already been withdrawn. Withheld from the next shares.
   * @example "0.00"
   */
  receivable_amount!: string;
  /** @example "2026-11-23T10:00:00.000Z" */
  created_at!: string;
  /**
   * The number that people say, with its check digit.
   * @example "0000007941"
   */
  number!: string;
}

export class ProviderListResponse {
  /** @example 1 */
  count!: number | null;
  /**
   * Only where an estimate was asked for: whether the count is one.
   * @example false
   */
  count_is_estimate?: boolean;
  /** @example "/api/providers/?cursor=bjowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  next!: string | null;
  /** @example "/api/providers/?cursor=cDowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  previous!: string | null;
  results!: ProviderResponse[];
}

export class FundsMovedResponse extends ReceiptFields {
  /** @example "2500.00 USD added to the fund." */
  detail!: string;
  /** @example "27500.00" */
  fund_amount!: string;
  /** @example "310.25" */
  wallet_amount!: string;
  /** @example "USD" */
  currency!: string;
  /**
   * Who entered it, if not the provider.
   * @example "0198c0de-1111-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  entered_by!: string | null;
}

export const shownProviders = shownRowsOf(Provider, 'p', [
  'id',
  'number',
  'phone',
  'address',
  'fundAmount',
  'walletAmount',
  'lentAmount',
  'receivableAmount',
  'createdAt',
]);

type ProviderRow = RowOf<typeof shownProviders> & Names;

export function toProviderResponse(row: ProviderRow, currency: string): ProviderResponse {
  const money = (minor: string) => formatMoney(minor, currencyDecimals(currency));
  return {
    ...shownProfile(row),
    currency,
    fund_amount: money(row.fundAmount),
    wallet_amount: money(row.walletAmount),
    lent_amount: money(row.lentAmount),
    receivable_amount: money(row.receivableAmount),
    created_at: row.createdAt,
    number: shownShortNumber(row.number),
  };
}

/** What a provider may change about itself. The other fields of the answer may be sent back, unchanged. */
export class UpdateProviderDto extends OwnProfileDto {}

export const PROVIDER_READ_ONLY = [
  'id',
  'url',
  'number',
  'username',
  'currency',
  'fund_amount',
  'wallet_amount',
  'lent_amount',
  'receivable_amount',
  'erased_at',
  'created_at',
];
allowSentBack(UpdateProviderDto, PROVIDER_READ_ONLY);
