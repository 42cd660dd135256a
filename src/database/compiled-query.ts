import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';

type Build<E extends ObjectLiteral> = (manager: EntityManager) => SelectQueryBuilder<E>;

/**
 * A query whose SQL TypeORM's query builder writes at its first use and never again: writing it takes longer than
 * running it. Values are given in the order of the builder's parameters, whose own values are not used. Raw rows.
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
