import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import type { Shown } from '../database/entity-columns.js';
import { isoText } from '../database/instants.js';
import { PageQuery, TableQuery } from '../http/paging.js';
import { currencyDecimals, formatMoney } from '../lending/money.js';
import type { BankStatement } from './bank-statement.entity.js';
import { EXPLANATION_KINDS, type Explanation } from './matcher.js';
import { LINE_STATES, type LineState, type StatementLineRow } from './statement-line.entity.js';

const ACCOUNT = { format: 'uuid', example: '0198c0de-aaaa-7000-8000-000000000001' };

export class ImportQuery {
  @ApiPropertyOptional({
    description: 'The bank account whose statements the file has; by default the one that the file names.',
    ...ACCOUNT,
  })
  @IsOptional()
  @IsUUID(undefined, { message: 'account must be the id of a bank account.' })
  account?: string;
}

export class StatementsQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only statements of this bank account.', ...ACCOUNT })
  @IsOptional()
  @IsUUID()
  account?: string;
}

export class StatementLinesQuery extends TableQuery {
  @ApiPropertyOptional({ description: 'Only lines in this state.', enum: LINE_STATES, example: 'open' })
  @IsOptional()
  @IsIn(LINE_STATES)
  state?: LineState;
}

export class ImportedResponse {
  /**
   * How many lines the file has.
   * @example 12
   */
  lines!: number;
  /**
   * Those that had not been read before: they are in the books now.
   * @example 11
   */
  new!: number;
  /**
   * New lines that say what they are; they are booked by themselves from now on.
   * @example 9
   */
  matched!: number;
  /**
   * New lines that look like something: somebody has to decide.
   * @example 1
   */
  suggested!: number;
  /**
   * New lines of which nothing is known.
   * @example 1
   */
  open!: number;
}

export class BankStatementResponse {
  /** @example "0198c0de-bbbb-7000-8000-000000000001" */
  id!: string;
  /** @example "0198c0de-aaaa-7000-8000-000000000001" */
  account!: string;
  /** @example "211" */
  @ApiProperty({ type: String, nullable: true })
  number!: string | null;
  /** @example "2026-11-20" */
  from!: string;
  /** @example "2026-11-23" */
  to!: string;
  /**
   * Null, as `closing`, for a notification (camt.054), which tells of lines before their statement does.
   * @example "1000.00"
   */
  @ApiProperty({ type: String, nullable: true })
  opening!: string | null;
  /** @example "1345.10" */
  @ApiProperty({ type: String, nullable: true })
  closing!: string | null;
  /** @example "EUR" */
  currency!: string;
  /** @example 12 */
  lines!: number;
  /**
   * Lines that had not been read before.
   * @example 11
   */
  new_lines!: number;
  /**
   * Its lines that nobody has explained yet.
   * @example 2
   */
  open_lines!: number;
  /** @example "2026-11-23T10:00:00.000Z" */
  imported_at!: string;
  /**
   * Null: at the command line.
   * @example "0198c0de-1111-7000-8000-000000000001"
   */
  @ApiProperty({ type: String, nullable: true })
  imported_by!: string | null;
}

export class BankStatementListResponse {
  /** @example 1 */
  count!: number | null;
  /** @example "/api/bank_statements/?cursor=bjowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  next!: string | null;
  /** @example "/api/bank_statements/?cursor=cDowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  previous!: string | null;
  results!: BankStatementResponse[];
}

/** What a line may be: a transfer that it settles, a gateway's payout, or money for a loan, a provider or a customer. */
export class LineExplanationResponse {
  /** @example "loan" */
  @ApiProperty({ enum: EXPLANATION_KINDS })
  kind!: Explanation['kind'];
  /** @example "0198c0de-4444-7000-8000-000000000001" */
  id!: string;
}

export class StatementLineResponse {
  /** @example "0198c0de-cccc-7000-8000-000000000001" */
  id!: string;
  /** @example "0198c0de-bbbb-7000-8000-000000000001" */
  statement!: string;
  /** @example "0198c0de-aaaa-7000-8000-000000000001" */
  account!: string;
  /**
   * Its place in the statement.
   * @example 3
   */
  nr!: number;
  /**
   * Negative: it left the account.
   * @example "87.50"
   */
  amount!: string;
  /** @example "EUR" */
  currency!: string;
  /** @example "2026-11-23" */
  booked_on!: string;
  /** @example "2026-11-23" */
  value_on!: string;
  /** @example "0198c0de777770008000000000000001" */
  @ApiProperty({ type: String, nullable: true })
  end_to_end_id!: string | null;
  /** @example "2026112300001" */
  @ApiProperty({ type: String, nullable: true })
  bank_ref!: string | null;
  /** @example "Amina Otieno" */
  @ApiProperty({ type: String, nullable: true })
  counterparty!: string | null;
  /** @example "Loan L 4821 0937 59" */
  remittance!: string;
  /** @example "open" */
  @ApiProperty({ enum: LINE_STATES })
  state!: LineState;
  /**
   * `exact`: it says what it is, and is booked by itself. `suggested`: it looks like it.
   * @example "suggested"
   */
  @ApiProperty({ enum: ['exact', 'suggested'], nullable: true })
  certainty!: 'exact' | 'suggested' | null;
  /** The most likely first. */
  proposed!: LineExplanationResponse[];
  /**
   * Why it could not be booked by itself.
   * @example "The line is explained already; take that back first."
   */
  @ApiProperty({ type: String, nullable: true })
  problem!: string | null;
}

export class StatementLineListResponse {
  /** @example 1 */
  count!: number | null;
  /** @example "/api/bank_statements/?cursor=bjowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  next!: string | null;
  /** @example "/api/bank_statements/?cursor=cDowMTk4YzBkZS0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA" */
  previous!: string | null;
  results!: StatementLineResponse[];
}

/** A statement with the currency of its account, and how many of its lines are open. */
export type ShownStatement = Shown<BankStatement> & { currency: string; openLines: number };

export function toStatementResponse(statement: ShownStatement): BankStatementResponse {
  const money = (minor: bigint | string | null) =>
    minor === null ? null : formatMoney(minor, currencyDecimals(statement.currency));
  return {
    id: statement.id,
    account: statement.accountId,
    number: statement.number,
    from: statement.fromOn,
    to: statement.toOn,
    opening: money(statement.opening),
    closing: money(statement.closing),
    currency: statement.currency,
    lines: statement.lines,
    new_lines: statement.newLines,
    open_lines: statement.openLines,
    imported_at: isoText(statement.importedAt),
    imported_by: statement.importedBy,
  };
}

export const SHOWN_OF_LINE = [
  'id',
  'statementId',
  'accountId',
  'nr',
  'amount',
  'bookedOn',
  'valueOn',
  'endToEndId',
  'bankRef',
  'counterparty',
  'remittance',
  'state',
  'certainty',
  'proposed',
  'problem',
] as const satisfies readonly (keyof StatementLineRow)[];

export function toLineResponse(
  line: Shown<Pick<StatementLineRow, (typeof SHOWN_OF_LINE)[number]>> & { currency: string },
): StatementLineResponse {
  return {
    id: line.id,
    statement: line.statementId,
    account: line.accountId,
    nr: line.nr,
    amount: formatMoney(line.amount, currencyDecimals(line.currency)),
    currency: line.currency,
    booked_on: line.bookedOn,
    value_on: line.valueOn,
    end_to_end_id: line.endToEndId,
    bank_ref: line.bankRef,
    counterparty: line.counterparty,
    remittance: line.remittance,
    state: line.state,
    certainty: line.certainty,
    proposed: line.proposed,
    problem: line.problem,
  };
}
