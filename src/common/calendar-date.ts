import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { isDate } from '../lending/dates.js';

/** A calendar date that exists, such as "2026-11-22"; the lending calendar goes from year 1 to 9999. */
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
        validate: (value) => typeof value === 'string' && isDate(value),
        defaultMessage: () => '$property must be a date such as "2026-11-22".',
      },
    }),
  );
}
