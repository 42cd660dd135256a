import type { DataSource, EntityManager, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { bigintColumn } from './columns.js';
import { shownInstant } from './instants.js';

/** What reads need: a manager, or one of the services that read without a transaction. */
export type Reader = Pick<EntityManager, 'query' | 'dataSource'>;

type AsText<V> = V extends bigint | Date ? string : V;
/** Columns of rows that are only shown: amounts stay the database's digits, and instants become ISO 8601. */
export type ForShow<T> = { [K in keyof T]-?: AsText<T[K]> };
/** What an answer shows: rows read for it, or what a command holds. */
export type Shown<T> = { [K in keyof T]: T[K] | AsText<T[K]> };
/** What `find` and `readPage` answer. */
export type RowOf<Rows> = Rows extends EntityRows<infer Row> ? Row : never;

/** Rows of an entity, by default with all columns, with the values that the entity has. */
export function entityRowsOf<E extends ObjectLiteral, K extends keyof E & string = keyof E & string>(
  entity: EntityTarget<E>,
  alias: string,
  properties?: readonly K[],
): EntityRows<Pick<E, K>> {
  return new EntityRows([{ entity, alias, properties, isShown: false }]);
}

/**
 * Rows of an entity for answers, by default with all columns. Amounts stay the digits that the database sends, and
 * instants become ISO 8601 without a Date in between: converting both back and forth took a tenth of a list's time.
 */
export function shownRowsOf<E extends ObjectLiteral, K extends keyof E & string = keyof E & string>(
  entity: EntityTarget<E>,
  alias: string,
  properties?: readonly K[],
): EntityRows<ForShow<Pick<E, K>>> {
  return new EntityRows([{ entity, alias, properties, isShown: true }]);
}

interface Selection {
  entity: EntityTarget<ObjectLiteral>;
  /** The alias of its table. */
  alias: string;
  properties: readonly string[] | undefined;
  isShown: boolean;
}

interface RowSource<Row> {
  /** The select list, each column named as its property. */
  select: string;
  from: string;
  /** Converts the columns of a row in place, which is faster than a copy; other fields stay as they are. */
  read: <R extends object>(row: R) => R & Row;
  /** A column of the entity, for conditions and order. */
  column: (property: string) => { sql: string; type: string };
}

/** What lists (`readPage`) and single objects are read from: columns of an entity, and what is joined to them. */
export class EntityRows<Row extends object> {
  private made: RowSource<Row> | undefined;

  constructor(
    private readonly selections: readonly [Selection, ...Selection[]],
    private readonly more: Record<string, string> = {},
    private readonly joins = '',
  ) {}

  /** The same rows with more columns: SQL by the name it gets, which may use the tables that `join` adds. */
  and<More extends object>(columns: { [K in keyof More]-?: string }, join = ''): EntityRows<Row & More> {
    return new EntityRows(this.selections, { ...this.more, ...columns }, `${this.joins} ${join}`.trimEnd());
  }

  /** The same rows, each with the columns of its row of another entity, which `join` adds. */
  with<Other extends object>(other: EntityRows<Other>, join: string): EntityRows<Row & Other> {
    const selections = [...this.selections, ...other.selections] as const;
    const more = { ...this.more, ...other.more };
    return new EntityRows(selections, more, `${this.joins} ${join}${other.joins}`);
  }

  /** The rows that `rest` leaves, which begins with WHERE. */
  async find(db: Reader, rest: string, values: readonly unknown[]): Promise<Row[]> {
    const { select, from, read } = this.in(db.dataSource);
    const rows: object[] = await db.query(`SELECT ${select} FROM ${from} ${rest}`, values as unknown[]);
    return rows.map(read);
  }

  /** Their SQL, built once, at the first use. */
  in(source: DataSource): RowSource<Row> {
    return (this.made ??= make<Row>(source, this.selections, this.more, this.joins));
  }
}

/** Reads whole rows of an entity; `rest` follows the table in the statement, which always has the same text. */
export function rowsOf<E extends ObjectLiteral>(
  entity: EntityTarget<E>,
  alias: string,
  rest: string,
): (manager: Reader, ...values: unknown[]) => Promise<E[]> {
  const rows = new EntityRows<E>([{ entity, alias, properties: undefined, isShown: false }]);
  return (manager, ...values) => rows.find(manager, rest, values);
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

function make<Row>(
  source: DataSource,
  selections: readonly [Selection, ...Selection[]],
  more: Record<string, string>,
  joins: string,
): RowSource<Row> {
  const [{ entity, alias }] = selections;
  const { tablePath } = source.getMetadata(entity);
  const selected = selections.map((selection) => select(source, selection));
  const converted = selected.flatMap(({ conversions }) => conversions);
  const computed = Object.entries(more).map(([name, sql]) => `${sql} AS "${name}"`);
  return {
    select: [...selected.flatMap(({ items }) => items), ...computed].join(', '),
    from: `${tablePath} ${alias}${joins}`,
    read: <R extends object>(row: R) => {
      const values = row as Record<string, unknown>;
      for (const { property, from } of converted) values[property] = from(values[property]);
      return row as R & Row;
    },
    column: (property) => {
      const { databaseName, type } = columnOf(source.getMetadata(entity), property);
      return { sql: `${alias}.${databaseName}`, type: String(type) };
    },
  };
}

function select(
  source: DataSource,
  { entity, alias, properties, isShown }: Selection,
): { items: string[]; conversions: { property: string; from: (stored: unknown) => unknown }[] } {
  const metadata = source.getMetadata(entity);
  const columns = properties?.map((property) => columnOf(metadata, property)) ?? metadata.columns;
  const isInstant = ({ type }: ColumnMetadata) => isShown && type === 'timestamptz';
  return {
    items: columns.map((column) => {
      const asText = isInstant(column) ? '::text' : '';
      return `${alias}.${column.databaseName}${asText} AS "${column.propertyName}"`;
    }),
    conversions: columns.flatMap((column) => {
      const { propertyName: property, transformer } = column;
      if (isInstant(column)) {
        return { property, from: (text) => (text === null ? null : shownInstant(text as string)) };
      }
      if (!transformer || Array.isArray(transformer) || (isShown && transformer === bigintColumn)) return [];
      return { property, from: (stored): unknown => transformer.from(stored) };
    }),
  };
}

function columnOf({ columns, tablePath }: EntityMetadata, property: string): ColumnMetadata {
  const column = columns.find(({ propertyName }) => propertyName === property);
  if (!column) throw new Error(`${tablePath} has no ${property}`);
  return column;
}
