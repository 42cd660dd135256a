import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { Matches } from 'class-validator';

/** An annual rate in a request: a decimal string, or a JSON number, from 0 to 10 with at most 6 decimals. */
export function IsRate(example: string): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: String, example, maxLength: 9 }),
    Transform(({ value }: { value: unknown }) => (typeof value === 'number' ? String(value) : value)),
    Matches(/^(10(\.0{1,6})?|\d(\.\d{1,6})?)$/, {
      message: '$property must be a decimal from 0 to 10 with at most 6 decimals, such as "0.05" for 5 %.',
    }),
  );
}

/**
 * A fraction of a whole in a request: a decimal string, or a JSON number, above 0 and up to 1 with at most 6 decimals.
 */
export function IsPart(example: string): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: String, example, maxLength: 8 }),
    Transform(({ value }: { value: unknown }) => (typeof value === 'number' ? String(value) : value)),
    Matches(/^(1(\.0{1,6})?|0\.(?=\d*[1-9])\d{1,6})$/, {
      message:
        '$property must be a decimal above 0 and up to 1 with at most 6 decimals, such as "0.05" for 5 %.',
    }),
  );
}

/** Like `IsPart`, but zero is allowed. */
export function IsPartOrZero(example: string): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: String, example, maxLength: 8 }),
    Transform(({ value }: { value: unknown }) => (typeof value === 'number' ? String(value) : value)),
    Matches(/^(1(\.0{1,6})?|0(\.\d{1,6})?)$/, {
      message: '$property must be a decimal from 0 to 1 with at most 6 decimals, such as "0.1" for 10 %.',
    }),
  );
}

/** An adjustment of an annual rate: a decimal from -10 to 10, or a JSON number, with at most 6 decimals. */
export function IsRateAdjustment(example: string): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: String, example, maxLength: 10 }),
    Transform(({ value }: { value: unknown }) => (typeof value === 'number' ? String(value) : value)),
    Matches(/^-?(10(\.0{1,6})?|\d(\.\d{1,6})?)$/, {
      message: '$property must be a decimal from -10 to 10 with at most 6 decimals, such as "-0.005".',
    }),
  );
}
