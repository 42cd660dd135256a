import { ApiProperty } from '@nestjs/swagger';
import { PARTY_FIGURES } from '../gateways/party-figures.js';
import { StatementLineResponse } from './statements.dto.js';

export const FIGURES = ['open_lines', ...PARTY_FIGURES] as const;
export type FigureName = (typeof FIGURES)[number];

/** A figure that a decision about a line changes. */
export class LineFigureResponse {
  /**
   * `open_lines` is the sum of the lines of the bank account that nobody has explained; the others are of a loan, a
   * customer or a provider.
   * @example "remaining_balance"
   */
  @ApiProperty({ enum: FIGURES })
  figure!: FigureName;
  /**
   * Of which bank account, loan, customer or provider.
   * @example "0198c0de-4444-7000-8000-000000000001"
   */
  id!: string;
  /** @example "1050.00" */
  before!: string;
  /** @example "962.50" */
  after!: string;
}

/** A line after a decision about it, and what the decision changes. */
export class DecidedLineResponse extends StatementLineResponse {
  /** Only those that change. */
  figures!: LineFigureResponse[];
}
