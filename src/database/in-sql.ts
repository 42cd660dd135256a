/** Words of ours as the list of an SQL `IN (…)`. They must not come from outside: nothing is escaped. */
export const inSql = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

/** A new UUIDv7 with the database's time, for rows that a statement makes. The others get theirs from `newId`. */
export const NEW_ID = `encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
  PLACING substring(int8send(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6), 52, 1), 53, 1), 'hex')::uuid`;
