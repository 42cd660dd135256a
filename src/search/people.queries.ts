import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { digitsOf, folded } from '../auth/people-words.js';
import { Transactions } from '../database/transactions.js';
import { shownName } from '../http/filters.js';
import { shownShortNumber } from '../runtime/short-number.js';
import type { FoundPersonResponse } from './search.dto.js';

/** So many of a kind. */
export const MOST_FOUND = 10;
const MOST_WORDS = 8;
const LEAST_DIGITS = 4;
const PHONE = /^[\d\s()+./-]+$/;
/** The part of a word's trigrams that must be there: with `okyoe` for `okoye`, a third is. The best come first. */
const ALIKE = 0.3;

type Profiles = 'customers' | 'providers';

interface PersonRow extends Omit<FoundPersonResponse, 'number'> {
  number: number;
}

/** Conditions over `people_search s`, and their values. */
interface Wanted {
  sql: string;
  values: readonly unknown[];
}

const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');

/** People whose names, username, e-mail address or phone number match. Reads personal data. */
@Injectable()
export class PeopleQueries {
  private trigrams: Promise<boolean> | undefined;

  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly transactions: Transactions,
  ) {}

  /** Whether the database compares parts of words, which finds typing errors. */
  forgivesTypos(): Promise<boolean> {
    this.trigrams ??= this.db
      .query<unknown[]>("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
      .then(({ length }) => length > 0);
    return this.trigrams;
  }

  /** At most ten, whose names come first where they begin with what is wanted; then, forgiving, those alike. */
  async find(text: string, profiles: Profiles, forgiving = true): Promise<FoundPersonResponse[]> {
    const words = [...new Set(folded(text).split(/[\s,]+/))]
      .filter((word) => word !== '')
      .slice(0, MOST_WORDS);
    if (words.length === 0) return [];
    const hasTrigrams = await this.forgivesTypos();
    const wanted = hasTrigrams ? containing(words, text) : beginning(words, text);
    const exact = await this.read(profiles, wanted, `s.words LIKE '%' || chr(10) || $1 || '%'`, [
      escaped(words.join(' ')),
    ]);
    if (!hasTrigrams || !forgiving || exact.length >= MOST_FOUND) return exact.map(toPerson(true));
    const known = exact.map(({ id }) => id);
    const alike = await this.alike(profiles, words, known, MOST_FOUND - exact.length);
    return [...exact.map(toPerson(true)), ...alike.map(toPerson(false))];
  }

  /** One person by id or by the number that people say. */
  async byKey(profiles: Profiles, key: { id: string } | { number: number }): Promise<FoundPersonResponse[]> {
    const [condition, value] =
      'id' in key ? ['c.id = $1::uuid', key.id] : ['c.number = $1::integer', key.number];
    const rows = await this.db.query<PersonRow[]>(`${selectOf(profiles, '')} WHERE ${condition}`, [value]);
    return rows.map(toPerson(true));
  }

  private read(
    profiles: Profiles,
    wanted: Wanted,
    first: string,
    values: readonly unknown[],
  ): Promise<PersonRow[]> {
    const shifted = wanted.sql.replaceAll(
      /\$(\d+)/g,
      (_, place: string) => `$${String(Number(place) + values.length)}`,
    );
    return this.db.query(
      `${selectOf(profiles, 'JOIN people_search s ON s.user_id = c.id')} WHERE ${shifted}
       ORDER BY (${first}) DESC, name, c.id LIMIT ${String(MOST_FOUND)}`,
      [...values, ...wanted.values],
    );
  }

  private alike(
    profiles: Profiles,
    words: readonly string[],
    known: readonly string[],
    limit: number,
  ): Promise<PersonRow[]> {
    const place = (index: number) => `$${String(index + 2)}`;
    const each = words.map((_, index) => `${place(index)} <% s.words`);
    const together = words.map((_, index) => `word_similarity(${place(index)}, s.words)`);
    return this.transactions.run(async (tx) => {
      await tx.query(`SELECT set_config('pg_trgm.word_similarity_threshold', $1, true)`, [String(ALIKE)]);
      return tx.query<PersonRow[]>(
        `${selectOf(profiles, 'JOIN people_search s ON s.user_id = c.id')}
         WHERE ${each.join(' AND ')} AND c.id <> ALL ($1::uuid[])
         ORDER BY ${together.join(' + ')} DESC, name, c.id LIMIT ${String(limit)}`,
        [known, ...words],
      );
    });
  }
}

function selectOf(profiles: Profiles, join: string): string {
  return `SELECT c.id, c.number, ${shownName('u')} AS name, u.username, u.email, c.phone
    FROM ${profiles} c JOIN users u ON u.id = c.id ${join}`;
}

/** Each word is somewhere in the text, or the digits are in the phone number. */
function containing(words: readonly string[], text: string): Wanted {
  const values = words.map((word) => `%${escaped(word)}%`);
  const all = values.map((_, index) => `s.words LIKE $${String(index + 1)}`).join(' AND ');
  return orPhone({ sql: all, values }, text);
}

/** Each word begins one of the text, for databases that know no more. */
function beginning(words: readonly string[], text: string): Wanted {
  const query = words.map((word) => `'${word.replaceAll(/['\\]/g, ' ')}':*`).join(' & ');
  return orPhone(
    { sql: `to_tsvector('simple', s.words) @@ to_tsquery('simple', $1)`, values: [query] },
    text,
  );
}

function orPhone({ sql, values }: Wanted, text: string): Wanted {
  const digits = digitsOf(text);
  if (!PHONE.test(text) || digits.length < LEAST_DIGITS) return { sql: `(${sql})`, values };
  return {
    sql: `((${sql}) OR s.phone LIKE $${String(values.length + 1)})`,
    values: [...values, `%${digits}%`],
  };
}

const toPerson =
  (exact: boolean) =>
  ({ number, ...row }: PersonRow): FoundPersonResponse => ({
    ...row,
    number: shownShortNumber(number),
    exact,
  });
