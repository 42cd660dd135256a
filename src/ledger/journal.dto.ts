import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { shownRowsOf, type RowOf } from '../database/entity-columns.js';
import { IsCalendarDate } from '../http/calendar-date.js';
import { shownName } from '../http/filters.js';
import { TableQuery } from '../http/paging.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import { shownShortNumber } from '../runtime/short-number.js';
import { ACCOUNTS, type Account } from './accounts.js';
import { JournalEntry } from './journal-entry.entity.js';
import { POSTING_KINDS, type PostingKind } from './postings.js';

export class JournalQuery extends TableQuery {
  @ApiPropertyOptional({
    description: 'Only this kind of movement.',
    enum: POSTING_KINDS,
    example: 'disbursement',
  })
  @IsOptional()
  @IsIn(POSTING_KINDS)
  kind?: PostingKind;

  @ApiPropertyOptional({
    description: 'Only entries that debit or credit this account.',
    enum: ACCOUNTS,
    example: 'cash',
  })
  @IsOptional()
  @IsIn(ACCOUNTS)
  account?: Account;

  @ApiPropertyOptional({
    description: 'Only entries of this loan and its payments.',
    format: 'uuid',
    example: '0198c0de-4444-7000-8000-000000000001',
  })
  @IsOptional()
  @IsUUID()
  loan?: string;

  @ApiPropertyOptional({
    description: 'Only entries of this payment.',
    format: 'uuid',
    example: '0198c0de-6666-7000-8000-000000000001',
  })
  @IsOptional()
  @IsUUID()
  payment?: string;

  @ApiPropertyOptional({
    description: "Only entries that move this provider's money.",
    format: 'uuid',
    example: '0198c0de-3333-7000-8000-000000000001',
  })
  @IsOptional()
  @IsUUID()
  provider?: string;

  /** The first business date. */
  @IsOptional()
  @IsCalendarDate('2026-11-01')
  from?: string;

  /** The last business date. */
  @IsOptional()
  @IsCalendarDate('2026-11-30')
  to?: string;
}

/** One transfer: the amount goes from the credited account to the debited one. */
export class JournalEntryResponse {
  /** @example "0198c0de-9999-7000-8000-000000000001" */
  id!: string;
  /** @example "2026-11-23T10:00:00.000Z" */
  posted_at!: string;
  /** @example "2026-11-23" */
  business_date!: string;
  /** @example "funding" */
  @ApiProperty({ enum: POSTING_KINDS })
  kind!: PostingKind;
  /** @example "provider_fund" */
  @ApiProperty({ enum: ACCOUNTS })
  debit_account!: Account;
  /**
   * Who owns the account; null for the bank's own.
   * @example "0198c0de-3333-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  debit_owner!: string | null;
  /**
   * First and last name, else the username, of the customer or loan provider who owns it; null for other owners.
   * @example "Harbour Cooperative"
   */
  @ApiProperty({ type: String, nullable: true })
  debit_owner_name!: string | null;
  /** @example "provider_claim" */
  @ApiProperty({ enum: ACCOUNTS })
  credit_account!: Account;
  /**
   * Who owns the account; null for the bank's own.
   * @example "0198c0de-3333-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  credit_owner!: string | null;
  /**
   * First and last name, else the username, of the customer or loan provider who owns it; null for other owners.
   * @example "Harbour Cooperative"
   */
  @ApiProperty({ type: String, nullable: true })
  credit_owner_name!: string | null;
  /** @example "400.00" */
  amount!: string;
  /** @example "USD" */
  currency!: string;
  /** @example "0198c0de-4444-7000-8000-000000000001" */
  @ApiProperty({ type: String, nullable: true })
  loan!: string | null;
  /**
   * The number of the loan, as people say it.
   * @example "4821093759"
   */
  @ApiProperty({ type: String, nullable: true })
  loan_number!: string | null;
  /** @example "0198c0de-6666-7000-8000-000000000001" */
  @ApiProperty({ type: String, nullable: true })
  payment!: string | null;
  /**
   * The entry that this one reverses.
   * @example "0198c0de-9999-7000-8000-000000000002"
   */
  @ApiProperty({ type: String, nullable: true })
  reverses!: string | null;
}

export class JournalListResponse {
  /** @example 1 */
  count!: number | null;
  /** @example "/api/ledger/journal/?cursor=bjowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  next!: string | null;
  /** @example "/api/ledger/journal/?cursor=cDowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  previous!: string | null;
  results!: JournalEntryResponse[];
}

export const shownEntries = shownRowsOf(JournalEntry, 'j', [
  'id',
  'postedAt',
  'businessDate',
  'kind',
  'debitAccount',
  'debitOwner',
  'creditAccount',
  'creditOwner',
  'amount',
  'currency',
  'loanId',
  'paymentId',
  'reversesId',
]).and<{ loanNumber: number | null; debitOwnerName: string | null; creditOwnerName: string | null }>(
  { loanNumber: 'l.number', debitOwnerName: shownName('d'), creditOwnerName: shownName('c') },
  `LEFT JOIN loans l ON l.id = j.loan_id
   LEFT JOIN users d ON d.id = j.debit_owner LEFT JOIN users c ON c.id = j.credit_owner`,
);

export function toJournalEntryResponse(row: RowOf<typeof shownEntries>): JournalEntryResponse {
  return {
    id: row.id,
    posted_at: row.postedAt,
    business_date: row.businessDate,
    kind: row.kind,
    debit_account: row.debitAccount,
    debit_owner: row.debitOwner,
    debit_owner_name: row.debitOwnerName,
    credit_account: row.creditAccount,
    credit_owner: row.creditOwner,
    credit_owner_name: row.creditOwnerName,
    amount: formatMoney(row.amount, currencyDecimals(row.currency)),
    currency: row.currency,
    loan: row.loanId,
    loan_number: shownShortNumber(row.loanNumber),
    payment: row.paymentId,
    reverses: row.reversesId,
  };
}
