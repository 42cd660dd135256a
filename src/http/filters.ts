import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Length, Matches, Max, Min, ValidateBy } from 'class-validator';
import { parseShortNumber } from '../runtime/short-number.js';
import { invalidFields } from './validation.js';

/** A query parameter that searches for words, in any order and case: see `searchFor`. */
export function IsSearch(description: string, example: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description, example, minLength: 1, maxLength: 100 }),
    IsOptional(),
    IsString(),
    Length(1, 100),
    Matches(/^\P{Cc}*$/u, { message: '$property must not contain control characters.' }),
    Matches(/[^\s,]/, { message: '$property must contain a word to search for.' }),
  );
}

/** A query parameter that takes one of these words, or several separated by commas; `oneOrMore` splits it. */
export function IsOneOrMoreOf(words: readonly string[], description: string): PropertyDecorator {
  const [example = '', second] = words;
  const word = `(${words.join('|')})`;
  return applyDecorators(
    ApiPropertyOptional({
      description: `${description}; separate several with commas. Values: ${words.join(', ')}.`,
      type: String,
      pattern: `^${word}(,${word})*$`,
      example: second === undefined ? example : `${example},${second}`,
    }),
    IsOptional(),
    ValidateBy({
      name: 'isIn',
      validator: {
        validate: (value) =>
          typeof value === 'string' &&
          new Set(value.split(',')).size <= words.length &&
          value.split(',').every((part) => words.includes(part)),
        defaultMessage: () => `$property must be one or more of ${words.join(', ')}, separated by commas.`,
      },
    }),
  );
}

/** The words of such a parameter, each once. */
export function oneOrMore(text: string | undefined): string[] | undefined {
  return text === undefined ? undefined : [...new Set(text.split(','))];
}

interface WholeNumber {
  description: string;
  min: number;
  max: number;
  /** The default that the class sets. */
  default?: number;
  example?: number;
}

/** A query parameter that is a whole number in digits, within bounds. */
export function IsWholeNumber({ min, max, ...shown }: WholeNumber): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ example: shown.default, ...shown, type: 'integer', minimum: min, maximum: max }),
    IsOptional(),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number.parseInt(value, 10) : value,
    ),
    IsInt(),
    Min(min),
    Max(max),
  );
}

/** A query parameter that is a whole number from 0. */
export function IsCount(description: string, max: number, example: number): PropertyDecorator {
  return IsWholeNumber({ description, min: 0, max, example });
}

/** The number of rows on a page; the class sets the same default. */
export function IsPageLimit(rows: number): PropertyDecorator {
  return IsWholeNumber({ description: 'Rows per page.', min: 1, max: 100, default: rows });
}

/** Throws `validation_failed` when a range ends before it begins; either end may be open. */
export function assertInOrder<T extends string | number>(
  [fromField, from]: [string, T | undefined],
  [toField, to]: [string, T | undefined],
): void {
  if (from === undefined || to === undefined || from <= to) return;
  const message = `${fromField} must not be above ${toField}.`;
  throw invalidFields([{ field: fromField, code: 'range', message }]);
}

/** For the descriptions of searches. */
export const SEARCHED = 'parts of the username, the names or the email';
export const NUMBERED = 'or its number (ten digits)';
export const SHORTENED = '(in full, or its last eight digits)';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** The end of an id, which people use to name a row. */
const SHORT_ID = /^[0-9a-f]{8}$/i;

/** What to search for: a full id, a number that people say, or words. A single word may be the end of an id. */
export interface Search {
  id?: string;
  number?: number;
  words: readonly string[];
  shortId?: string;
}

export function toSearch(text: string): Search {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  const [only = ''] = words.length === 1 ? words : [];
  if (ID.test(only)) return { id: only, words: [] };
  const number = parseShortNumber(text);
  if (number !== null) return { number, words };
  return SHORT_ID.test(only) ? { words, shortId: only } : { words };
}

/**
 * The condition of a search, for `conditions`. A full id or its last eight digits find the row, or its number, where it
 * has one: `number` is the condition for it. Otherwise each word, in any order, must be part of the user's names or email. A full id uses an index; any other search reads all rows that
 * match the other conditions until the page is full.
 */
export function searchFor(
  text: string | undefined,
  { user, ids, number: hasNumber }: { user: string; ids: readonly string[]; number?: string },
): Record<string, unknown> {
  if (text === undefined) return {};
  const { id, number, words, shortId } = toSearch(text);
  if (id !== undefined) return { [anyId(ids, '= $?::uuid')]: id };
  if (number !== undefined && hasNumber !== undefined) return { [hasNumber]: number };
  if (shortId === undefined) return { [namesContain(user, words)]: words };
  return { [`(${endsOfIds(ids, '($?::text[])[1]')} OR ${namesContain(user, words)})`]: words };
}

/** The condition that a user's names or email contain each of the words, which are `$?`. */
export function namesContain(user: string, words: readonly string[]): string {
  const names = `lower(${user}.username || E'\\n' || ${user}.first_name || ' ' || ${user}.last_name || E'\\n' || ${user}.email)`;
  return words
    .map((_, index) => `strpos(${names}, lower(($?::text[])[${String(index + 1)}])) > 0`)
    .join(' AND ');
}

export const anyId = (ids: readonly string[], condition: string): string =>
  `(${ids.map((id) => `${id} ${condition}`).join(' OR ')})`;

/** The condition that one of these ids ends with these eight digits. Compares bytes: text takes twice as long. */
export const endsOfIds = (ids: readonly string[], digits: string): string =>
  ids.map((id) => `substr(uuid_send(${id}), 13) = decode(${digits}, 'hex')`).join(' OR ');

/** The name that lists show: first and last name, else the username. */
export function shownName(user: string): string {
  return `coalesce(nullif(btrim(${user}.first_name || ' ' || ${user}.last_name), ''), ${user}.username)`;
}
