import { ValidationPipe, type ArgumentMetadata, type Type, type ValidationError } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage } from 'class-validator';
import { DomainError, type FieldError } from '../runtime/problems.js';
import { compiledChecks } from './compiled-checks.js';

/** class-validator's constraint names, shown as stable codes. */
const CODES: Record<string, string> = {
  whitelistValidation: 'unknown_field',
  isDefined: 'required',
  isNotEmpty: 'required',
};

/** What a value has to be before anything else can be said of it: "12" is neither above 600 nor below 1. */
const KINDS = new Set(['isArray', 'isBoolean', 'isInt', 'isNumber', 'isObject', 'isString']);

/** At most this many invalid fields are listed; their total number is always given. */
const MOST_SHOWN = 20;
const MOST_NAMED = 5;
const LONGEST_NAME = 100;
const LONGEST_MESSAGE = 500;

function fieldErrors(errors: readonly ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = parent === '' ? error.property : `${parent}.${error.property}`;
    const broken = Object.entries(error.constraints ?? {});
    const kinds = broken.filter(([rule]) => KINDS.has(rule));
    const own = (kinds.length > 0 ? kinds : broken).map(([rule, message]) => ({
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

/** How a DTO's values are judged without class-validator. */
interface Judge {
  known: ReadonlySet<string>;
  passes: ((object: object) => boolean) | null;
}

/**
 * Accepts what passes the compiled checks; class-validator only judges the rest, for its words. It would take half a
 * second for some thousand unknown fields: they are found without it.
 */
class QuickValidationPipe extends ValidationPipe {
  private readonly judges = new WeakMap<Type<unknown>, Judge>();

  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { metatype } = metadata;
    if (metatype && typeof value === 'object' && value !== null && this.toValidate(metadata)) {
      const { known, passes } = this.judgeOf(metatype);
      const unknown = Object.keys(value).filter((name) => !known.has(name));
      if (unknown.length > MOST_SHOWN) {
        throw invalidFields(
          unknown.map((field) => ({ field, code: 'unknown_field', message: unknownMessage(field) })),
        );
      }
      // Nest's own pipe does more to nested values before it judges them.
      if (passes !== null && unknown.length === 0 && Object.values(value).every(isPlain)) {
        const instance = plainToInstance(metatype, value) as object;
        if (passes(instance)) return Promise.resolve(instance);
      }
    }
    return super.transform(value, metadata) as Promise<unknown>;
  }

  private judgeOf(dto: Type<unknown>): Judge {
    let judge = this.judges.get(dto);
    if (!judge) {
      const rules = getMetadataStorage().getTargetValidationMetadatas(dto, '', true, false);
      judge = { known: new Set(rules.map(({ propertyName }) => propertyName)), passes: compiledChecks(dto) };
      this.judges.set(dto, judge);
    }
    return judge;
  }
}

const isPlain = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** Checks every body, query and path against its DTO; unknown fields are refused, never dropped. */
export const validationPipe = new QuickValidationPipe({
  whitelist: true,
  forbidNonWhitelisted: true,
  transform: true,
  stopAtFirstError: false,
  validationError: { target: false, value: false },
  exceptionFactory: (errors: ValidationError[]) => invalidFields(fieldErrors(errors)),
});
