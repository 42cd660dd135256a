import type { EntityManager, EntityTarget, ObjectLiteral, SelectQueryBuilder } from 'typeorm';

type Build<E extends ObjectLiteral> = (manager: EntityManager) => SelectQueryBuilder<E>;

/**
 * A query whose SQL TypeORM's query builder writes once, at its first use, because writing it takes longer than running
 * it. Pass values in the order of the builder's parameters; the builder's own values are not used. Raw rows.
 */
export function compiledQuery<Row>(
  build: Build<ObjectLiteral>,
): (manager: EntityManager, ...values: unknown[]) => Promise<Row[]> {
  let sql: string | undefined;
  return (manager, ...values) => {
    sql ??= build(manager).getQueryAndParameters()[0];
    return manager.query<Row[]>(sql, values);
  };
}

/** Like `compiledQuery`, but returns whole rows of an entity, with the transformers of its columns. */
export function entitiesBuiltOnce<E extends ObjectLiteral>(
  entity: EntityTarget<E>,
  alias: string,
  build: (query: SelectQueryBuilder<E>) => SelectQueryBuilder<E>,
): (manager: EntityManager, ...values: unknown[]) => Promise<E[]> {
  type Raw = Record<string, unknown>;
  const read = compiledQuery<Raw>((manager) => build(manager.createQueryBuilder(entity, alias)));
  let columns: { property: string; name: string; from: (value: unknown) => unknown }[] | undefined;
  return async (manager, ...values) => {
    columns ??= manager.dataSource.getMetadata(entity).columns.map((column) => {
      const { transformer } = column;
      return {
        property: column.propertyName,
        name: `${alias}_${column.databaseName}`,
        from:
          transformer && !Array.isArray(transformer)
            ? (stored: unknown): unknown => transformer.from(stored)
            : (stored: unknown) => stored,
      };
    });
    const known = columns;
    return (await read(manager, ...values)).map((row) => {
      const result: Raw = {};
      for (const { property, name, from } of known) result[property] = from(row[name]);
      return result as E;
    });
  };
}

/**
 * Locks whole rows by id, ascending, in one statement; missing rows are missing from the map. FOR NO KEY UPDATE lets
 * foreign keys still check these rows. Otherwise a check would wait for a command that waits for the check's own.
 */
export function lockById<E extends ObjectLiteral & { id: string }>(
  entity: EntityTarget<E>,
): (manager: EntityManager, ids: readonly string[]) => Promise<Map<string, E>> {
  const lock = entitiesBuiltOnce(entity, 'e', (query) =>
    query.where('e.id = ANY(:ids)', { ids: [] }).orderBy('e.id').setLock('for_no_key_update'),
  );
  return async (manager, ids) => {
    const rows = await lock(manager, [...new Set(ids)]);
    return new Map(rows.map((row) => [row.id, row]));
  };
}
