import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches } from 'class-validator';

/** A query parameter that looks for a piece of text, whatever its case. */
export function IsSearch(description: string, example: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description, example, minLength: 1, maxLength: 100 }),
    IsOptional(),
    IsString(),
    Length(1, 100),
    Matches(/^\P{Cc}*$/u, { message: '$property must not contain control characters.' }),
  );
}

/**
 * The condition that a user's names contain `$?`, for `conditions`. It reads every row that the other conditions leave
 * until the page is full.
 */
export function nameContains(user: string): string {
  const names = `${user}.username || E'\\n' || ${user}.first_name || ' ' || ${user}.last_name || E'\\n' || ${user}.email`;
  return `strpos(lower(${names}), lower($?)) > 0`;
}

/** What people are called in lists: first and last name, else the username. */
export function shownName(user: string): string {
  return `coalesce(nullif(btrim(${user}.first_name || ' ' || ${user}.last_name), ''), ${user}.username)`;
}
