import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { IfSent } from '../http/if-sent.js';
import { isDateFormat } from './csv-dates.js';

export const CSV_SEPARATORS = [',', ';', '\t', '|'] as const;
export const DECIMAL_SEPARATORS = [',', '.'] as const;

/** The name of a column, as the header of the file has it. */
const IsColumn = (each = false) =>
  Matches(/^(?=.*\S).{1,60}$/, {
    each,
    message: '$property must be the name of a column, of at most 60 characters.',
  });

const IsDateFormat = () =>
  ValidateBy({
    name: 'isDateFormat',
    validator: {
      validate: (value) => typeof value === 'string' && value.length <= 30 && isDateFormat(value),
      defaultMessage: () =>
        '$property must have DD or D, MM or M, and YYYY or YY, each once, as in DD.MM.YYYY.',
    },
  });

/** Which column says what. A column that the file does not have is left out. */
export class CsvColumnsDto {
  /** @example "Booking date" */
  @IsColumn()
  booked_on!: string;

  /**
   * Left out: the date on which it was booked.
   * @example "Value date"
   */
  @IfSent()
  @IsColumn()
  value_on?: string;

  /**
   * The amount with its sign: what is negative has left. Left out where `credit` and `debit` are two columns.
   * @example "Amount"
   */
  @IfSent()
  @IsColumn()
  amount?: string;

  @ApiPropertyOptional({ description: 'What came in.', example: 'Came in' })
  @IfSent()
  @IsColumn()
  credit?: string;

  @ApiPropertyOptional({ description: 'What left, with or without a sign.', example: 'Left' })
  @IfSent()
  @IsColumn()
  debit?: string;

  /**
   * The balance after the line. It proves that no line is missing and no sign is wrong.
   * @example "Balance"
   */
  @IfSent()
  @IsColumn()
  balance?: string;

  @ApiPropertyOptional({
    description: 'The currency: that of the account in every row, or empty.',
    example: 'Currency',
  })
  @IfSent()
  @IsColumn()
  currency?: string;

  /**
   * Who paid, or was paid.
   * @example "Payer"
   */
  @IfSent()
  @IsColumn()
  counterparty?: string;

  @ApiPropertyOptional({
    description: 'The reference that came with the payment, end to end.',
    example: 'Reference',
  })
  @IfSent()
  @IsColumn()
  reference?: string;

  /**
   * What the payer wrote, from one or several columns.
   * @example ["Purpose"]
   */
  @IsArray()
  @ArrayMaxSize(5)
  @IsColumn(true)
  remittance!: string[];
}

/** How a bank writes the statements of an account as CSV. */
export class CsvFormatDto {
  /** @example ";" */
  @ApiProperty({ enum: CSV_SEPARATORS })
  @IsIn(CSV_SEPARATORS)
  separator!: (typeof CSV_SEPARATORS)[number];

  /**
   * Rows before that with the names of the columns.
   * @example 0
   */
  @IsInt()
  @Min(0)
  @Max(50)
  skip_rows!: number;

  /**
   * `DD` or `D`, `MM` or `M`, `YYYY` or `YY`, and what stands between them. A time after the date is left out.
   * @example "DD.MM.YYYY"
   */
  @IsDateFormat()
  @MaxLength(30)
  date_format!: string;

  /** @example "," */
  @ApiProperty({ enum: DECIMAL_SEPARATORS })
  @IsIn(DECIMAL_SEPARATORS)
  decimal_separator!: (typeof DECIMAL_SEPARATORS)[number];

  @ApiProperty({ example: { booked_on: 'Booking date', amount: 'Amount', remittance: ['Purpose'] } })
  @IsObject()
  @ValidateNested()
  @Type(() => CsvColumnsDto)
  columns!: CsvColumnsDto;
}

/** Which column says what, as it was set; null: the file has no such column. */
export class CsvColumnsResponse {
  /** @example "Booking date" */
  booked_on!: string;
  /** @example "Value date" */
  @ApiProperty({ type: String, nullable: true })
  value_on!: string | null;
  /** @example "Amount" */
  @ApiProperty({ type: String, nullable: true })
  amount!: string | null;
  /** @example "Came in" */
  @ApiProperty({ type: String, nullable: true })
  credit!: string | null;
  /** @example "Left" */
  @ApiProperty({ type: String, nullable: true })
  debit!: string | null;
  /** @example "Balance" */
  @ApiProperty({ type: String, nullable: true })
  balance!: string | null;
  /** @example "Currency" */
  @ApiProperty({ type: String, nullable: true })
  currency!: string | null;
  /** @example "Payer" */
  @ApiProperty({ type: String, nullable: true })
  counterparty!: string | null;
  /** @example "Reference" */
  @ApiProperty({ type: String, nullable: true })
  reference!: string | null;
  /** @example ["Purpose"] */
  remittance!: string[];
}

/** How a bank writes the statements of an account as CSV, as it was set. */
export class CsvFormatResponse extends OmitType(CsvFormatDto, ['columns'] as const) {
  columns!: CsvColumnsResponse;
}

const NONE = {
  value_on: null,
  amount: null,
  credit: null,
  debit: null,
  balance: null,
  currency: null,
  counterparty: null,
  reference: null,
};

export function toCsvFormatResponse(format: CsvFormatDto): CsvFormatResponse {
  return { ...format, columns: { ...NONE, ...format.columns } };
}
