import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { isDate } from '../lending/dates.js';

/**
 * No date in a bank's books lies outside this range. The lending calendar goes from year 1 to 9999, which leaves margin
 * on both sides for what is computed from a date: terms of a century, earlier periods.
 */
const FIRST = '1900-01-01';
const LAST = '2999-12-31';

/** An existing calendar date, such as "2026-11-22", from 1900 to 2999. */
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
