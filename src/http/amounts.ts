import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { Matches } from 'class-validator';
import { MoneyFormatError, parseMoney } from '../lending/money.js';
import { invalidFields } from './validation.js';

const AMOUNT = /^\d{1,12}(\.\d{1,4})?$/;

/**
 * A positive amount of money in a request: a decimal string, or a JSON number, of at most 12 integer digits; no sign,
 * exponent or zero. The number of decimals is checked where the currency is known.
 */
export function IsAmount(example: string): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: String, pattern: AMOUNT.source, example }),
    Transform(({ value }: { value: unknown }) => (typeof value === 'number' ? String(value) : value)),
    Matches(/^(?=.*[1-9])\d{1,12}(\.\d{1,4})?$/, {
      message:
        '$property must be a positive decimal such as "150.00": no sign or exponent, 12 digits at most.',
    }),
  );
}

/** Like `IsAmount`, but zero is allowed. */
export function IsAmountOrZero(example: string): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: String, pattern: '^[0-9]{1,12}(\\.[0-9]{1,4})?$', example }),
    Transform(({ value }: { value: unknown }) => (typeof value === 'number' ? String(value) : value)),
    Matches(AMOUNT, {
      message:
        '$property must be a decimal such as "150.00", or "0": no sign or exponent, 12 digits at most.',
    }),
  );
}

/** Minor units of an amount in a request, in a currency with that many decimals; throws `validation_failed`. */
export function toMinorUnits(text: string, decimals: number, field = 'amount'): bigint {
  try {
    return parseMoney(text, decimals);
  } catch (error) {
    if (!(error instanceof MoneyFormatError)) throw error;
    throw invalidFields([{ field, code: 'money', message: `${field}: ${error.message}` }]);
  }
}
