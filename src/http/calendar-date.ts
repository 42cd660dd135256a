import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { isDate } from '../lending/dates.js';

/**
 * Nothing that a bank keeps is outside of these. The lending calendar goes from year 1 to 9999, so there is room on
 * either side for what is counted from a date: terms of a century, periods before it.
 */
const FIRST = '1900-01-01';
const LAST = '2999-12-31';

/** A calendar date that exists, such as "2026-11-22", from 1900 to 2999. */
export function IsCalendarDate(example: string): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      type: String,
      format: 'date',
      pattern: '^\\d{4}-\\d{2}-\\d{2}$',
      example,
    }),
    ValidateBy({
      name: 'isDate',
      validator: {
        validate: (value) => typeof value === 'string' && isDate(value) && value >= FIRST && value <= LAST,
        defaultMessage: () => `$property must be a date from ${FIRST} to ${LAST}, such as "2026-11-22".`,
      },
    }),
  );
}
