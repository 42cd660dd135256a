import { ValidationPipe, type ArgumentMetadata, type Type, type ValidationError } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import { DomainError, type FieldError } from '../runtime/problems.js';

/** class-validator's constraint names, shown as stable codes. */
const CODES: Record<string, string> = {
  whitelistValidation: 'unknown_field',
  isDefined: 'required',
  isNotEmpty: 'required',
};

/** At most this many invalid fields are listed; their total number is always given. */
const MOST_SHOWN = 20;
const MOST_NAMED = 5;
const LONGEST_NAME = 100;
const LONGEST_MESSAGE = 500;

function fieldErrors(errors: readonly ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = parent === '' ? error.property : `${parent}.${error.property}`;
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
      field,
      code: CODES[rule] ?? rule.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      message: rule === 'whitelistValidation' ? unknownMessage(field) : message,
    }));
    return [...own, ...fieldErrors(error.children ?? [], field)];
  });
}

const unknownMessage = (field: string) =>
  `"${shortened(field, LONGEST_NAME)}" is not a field of this request.`;

function shortened(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest).toWellFormed()}…`;
}

/**
 * A refusal that lists invalid fields. If there are many, it lists the first ones and `error_count` gives the total, so
 * the answer stays short whatever was sent.
 */
export function invalidFields(fields: readonly FieldError[]): DomainError {
  const shown = fields.slice(0, MOST_SHOWN).map(({ field, code, message }) => ({
    field: shortened(field, LONGEST_NAME),
    code,
    message: shortened(message, LONGEST_MESSAGE),
  }));
  const names = [...new Set(fields.map(({ field }) => field))];
  const named = names.slice(0, MOST_NAMED).map((name) => shortened(name, LONGEST_NAME));
  const more = names.length > named.length ? ` and ${String(names.length - named.length)} more` : '';
  const facts = fields.length > shown.length ? { error_count: fields.length } : {};
  return new DomainError(
    'validation_failed',
    `Not valid: ${named.join(', ')}${more}. See "errors".`,
    facts,
    shown,
  );
}

/** class-validator takes half a second for some thousand unknown fields; this pipe finds them without it. */
class BoundedValidationPipe extends ValidationPipe {
  private readonly known = new WeakMap<Type<unknown>, ReadonlySet<string>>();

  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { metatype } = metadata;
    if (metatype && typeof value === 'object' && value !== null && this.toValidate(metadata)) {
      const known = this.fieldsOf(metatype);
      const unknown = Object.keys(value).filter((name) => !known.has(name));
      if (unknown.length > MOST_SHOWN) {
        throw invalidFields(
          unknown.map((field) => ({ field, code: 'unknown_field', message: unknownMessage(field) })),
        );
      }
    }
    return super.transform(value, metadata) as Promise<unknown>;
  }

  private fieldsOf(dto: Type<unknown>): ReadonlySet<string> {
    let known = this.known.get(dto);
    if (!known) {
      const rules = getMetadataStorage().getTargetValidationMetadatas(dto, '', true, false);
      known = new Set(rules.map(({ propertyName }) => propertyName));
      this.known.set(dto, known);
    }
    return known;
  }
}

/** Checks every body, query and path against its DTO; unknown fields are refused, never dropped. */
export const validationPipe = new BoundedValidationPipe({
  whitelist: true,
  forbidNonWhitelisted: true,
  transform: true,
  stopAtFirstError: false,
  validationError: { target: false, value: false },
  exceptionFactory: (errors: ValidationError[]) => invalidFields(fieldErrors(errors)),
});
