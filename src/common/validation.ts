import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { DomainError, type FieldError } from './problems.js';

/** class-validator's constraint names, shown as stable codes. */
const CODES: Record<string, string> = {
  whitelistValidation: 'unknown_field',
  isDefined: 'required',
  isNotEmpty: 'required',
};

function fieldErrors(errors: readonly ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = parent === '' ? error.property : `${parent}.${error.property}`;
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
      field,
      code: CODES[rule] ?? rule.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      message: rule === 'whitelistValidation' ? `"${field}" is not a field of this request.` : message,
    }));
    return [...own, ...fieldErrors(error.children ?? [], field)];
  });
}

/** A refusal that lists invalid fields. */
export function invalidFields(fields: readonly FieldError[]): DomainError {
  const names = [...new Set(fields.map((error) => error.field))].join(', ');
  return new DomainError('validation_failed', `Not valid: ${names}. See "errors".`, {}, fields);
}

/** Every body, query and path is checked against its DTO; unknown fields are refused, never dropped. */
export const validationPipe = new ValidationPipe({
  whitelist: true,
  forbidNonWhitelisted: true,
  transform: true,
  stopAtFirstError: false,
  validationError: { target: false, value: false },
  exceptionFactory: (errors: ValidationError[]) => invalidFields(fieldErrors(errors)),
});
