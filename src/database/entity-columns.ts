import type { DataSource, EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { bigintColumn } from './columns.js';
import { shownInstant } from './instants.js';

/** Columns of an entity: how SQL selects them, and how a row with them becomes what the entity has. */
export interface EntityColumns<T> {
  /** The select list, each column named as its property. */
  select: string;
  table: string;
  /** Converts the columns of a row in place, which is faster than a copy; other fields stay as they are. */
  read: <R extends object>(row: R) => R & T;
}

/** Columns of an entity, by default all; `alias` is the alias of its table. Built once, at the first use. */
export function columnsOf<E extends ObjectLiteral, K extends keyof E & string = keyof E & string>(
  entity: EntityTarget<E>,
  alias: string,
  properties?: readonly K[],
): (source: DataSource) => EntityColumns<Pick<E, K>> {
  let made: EntityColumns<Pick<E, K>> | undefined;
  return (source) => (made ??= make(source, entity, alias, properties));
}

/** What an answer shows: its amounts may be digits, and its instants ISO 8601 already. */
export type Shown<T> = {
  [K in keyof T]: T[K] extends bigint ? bigint | string : T[K] extends Date ? Date | string : T[K];
};

/**
 * Like `columnsOf`, for rows that are only shown: amounts stay the digits that the database sends, and instants become
 * ISO 8601 without a Date in between. Converting both back and forth took a tenth of a list's time.
 */
export function shownColumnsOf<E extends ObjectLiteral, K extends keyof E & string>(
  entity: EntityTarget<E>,
  alias: string,
  properties: readonly K[],
): (source: DataSource) => EntityColumns<Shown<Pick<E, K>>> {
  let made: EntityColumns<Shown<Pick<E, K>>> | undefined;
  return (source) => (made ??= make(source, entity, alias, properties, true));
}

/** Reads whole rows of an entity; `rest` follows the table in the statement, which always has the same text. */
export function rowsOf<E extends ObjectLiteral>(
  entity: EntityTarget<E>,
  alias: string,
  rest: string,
): (manager: Pick<EntityManager, 'query' | 'dataSource'>, ...values: unknown[]) => Promise<E[]> {
  const columns = columnsOf(entity, alias);
  return async (manager, ...values) => {
    const { select, table, read } = columns(manager.dataSource);
    const rows: object[] = await manager.query(`SELECT ${select} FROM ${table} ${alias} ${rest}`, values);
    return rows.map(read) as E[];
  };
}

/**
 * Locks whole rows by id, ascending, in one statement; missing rows are missing from the map. FOR NO KEY UPDATE lets
 * foreign keys still check these rows. Otherwise a check would wait for a command that waits for the check's own.
 */
export function lockById<E extends ObjectLiteral & { id: string }>(
  entity: EntityTarget<E>,
): (manager: EntityManager, ids: readonly string[]) => Promise<Map<string, E>> {
  const lock = rowsOf(entity, 'e', 'WHERE e.id = ANY($1) ORDER BY e.id FOR NO KEY UPDATE');
  return async (manager, ids) => {
    const rows = await lock(manager, [...new Set(ids)]);
    return new Map(rows.map((row) => [row.id, row]));
  };
}

function make<T>(
  source: DataSource,
  entity: EntityTarget<ObjectLiteral>,
  alias: string,
  properties: readonly string[] | undefined,
  isShown = false,
): EntityColumns<T> {
  const { columns, tablePath: table } = source.getMetadata(entity);
  const read = properties?.map((property) => {
    const column = columns.find(({ propertyName }) => propertyName === property);
    if (!column) throw new Error(`${table} has no ${property}`);
    return column;
  });
  const selected = read ?? columns;
  const isInstant = ({ type }: ColumnMetadata) => isShown && type === 'timestamptz';
  const converted = selected.flatMap((column) => {
    const { propertyName: property, transformer } = column;
    if (isInstant(column)) {
      return [{ property, from: (text: unknown) => (text === null ? null : shownInstant(text as string)) }];
    }
    if (!transformer || Array.isArray(transformer) || (isShown && transformer === bigintColumn)) return [];
    return [{ property, from: (stored: unknown): unknown => transformer.from(stored) }];
  });
  return {
    select: selected
      .map((column) => {
        const asText = isInstant(column) ? '::text' : '';
        return `${alias}.${column.databaseName}${asText} AS "${column.propertyName}"`;
      })
      .join(', '),
    table,
    read: <R extends object>(row: R) => {
      const values = row as Record<string, unknown>;
      for (const { property, from } of converted) values[property] = from(values[property]);
      return row as R & T;
    },
  };
}
