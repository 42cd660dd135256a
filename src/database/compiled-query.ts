import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';

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
