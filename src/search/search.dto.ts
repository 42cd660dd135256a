import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length, Matches } from 'class-validator';
import { LOAN_STATUSES, type LoanStatus } from '../loans/loan.entity.js';
import { METHODS, RECEIPT_KINDS, type Method, type ReceiptKind } from '../tills/till-receipt.entity.js';

// As constants, because the API document would show them otherwise, in a notation that is not its own.
const ONE_LINE = /^\P{Cc}*$/u;
const TWO_CHARACTERS = /^\s*\S.*\S\s*$/u;

export class SearchQuery {
  /**
   * A number of a loan, customer or provider, in groups or not; a receipt's number or a reference; words of a name, in
   * any order; a username; an e-mail address; four digits or more of a phone number.
   * @example "okoye ada"
   */
  @ApiProperty({ minLength: 2, maxLength: 100 })
  @IsString()
  @Length(2, 100)
  @Matches(ONE_LINE, { message: 'q must not contain control characters.' })
  @Matches(TWO_CHARACTERS, { message: 'q must have two characters to search for.' })
  q!: string;
}

export class FoundPersonResponse {
  /** @example "0198c0de-2222-7000-8000-000000000001" */
  id!: string;
  /** @example "4821093759" */
  number!: string;
  /** @example "Ada Okoye" */
  name!: string;
  /** @example "ada" */
  username!: string;
  /** @example "ada@example.org" */
  email!: string;
  /** @example "+234 800 000 0000" */
  phone!: string;
  /**
   * False where it is not quite what was asked for, and may be a typing error.
   * @example true
   */
  exact!: boolean;
}

export class FoundLoanResponse {
  /** @example "0198c0de-4444-7000-8000-000000000001" */
  id!: string;
  /** @example "4821093759" */
  number!: string;
  /** @example "0198c0de-2222-7000-8000-000000000001" */
  customer!: string;
  /** @example "Ada Okoye" */
  customer_name!: string;
  /** @example "1000.00" */
  amount!: string;
  /** @example "USD" */
  currency!: string;
  @ApiProperty({ enum: LOAN_STATUSES, example: 'active' })
  status!: LoanStatus;
}

export class FoundReceiptResponse {
  /** @example "2026-11-23/MEI/0042" */
  receipt_number!: string;
  @ApiProperty({ enum: RECEIPT_KINDS, example: 'in' })
  kind!: ReceiptKind;
  @ApiProperty({ enum: METHODS, example: 'cheque' })
  method!: Method;
  /** @example "CHQ 004711" */
  @ApiProperty({ type: String, nullable: true })
  reference!: string | null;
  /** @example "87.50" */
  amount!: string;
  /** @example "USD" */
  currency!: string;
  /**
   * The payment, or the one whose money was handed back; null for money of loan providers.
   * @example "0198c0de-6666-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  payment!: string | null;
  /**
   * The customer or loan provider.
   * @example "0198c0de-2222-7000-8000-000000000001"
   */
  person!: string;
  /** @example "Ada Okoye" */
  person_name!: string;
}

/** At most ten of a kind. */
export class FoundResponse {
  loans!: FoundLoanResponse[];
  customers!: FoundPersonResponse[];
  providers!: FoundPersonResponse[];
  receipts!: FoundReceiptResponse[];
  /**
   * Whether what was asked for looks like a number with a wrong digit.
   * @example false
   */
  wrong_check_digit!: boolean;
  /**
   * Whether typing errors are forgiven: false where the database lacks `pg_trgm`.
   * @example true
   */
  typos!: boolean;
}
