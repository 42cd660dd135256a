import { Column, type ValueTransformer } from 'typeorm';

/** `bigint` columns hold minor units; the driver sends them as text, the application uses BigInt. */
export const bigintColumn: ValueTransformer = {
  to: (value: bigint | null | undefined) => (typeof value === 'bigint' ? value.toString() : value),
  from: (value: string | null) => (value === null ? null : BigInt(value)),
};

/**
 * The row's place in the order of entry. The database assigns it, from one sequence, while the rows concerned are
 * locked. Ids and instants give no order: the instances that make them have their own clocks.
 */
export function EntryNo(): PropertyDecorator {
  return Column({
    type: 'bigint',
    name: 'entry_no',
    default: () => "nextval('entry_order')",
    insert: false,
    update: false,
    transformer: bigintColumn,
  });
}

/**
 * The number that people say instead of the id, without its check digit: from `ShortNumbers`, or else the database gives
 * it. Loans, customers and providers share one series, so a number alone says what it is of.
 */
export function ShortNumber(): PropertyDecorator {
  return Column({ type: 'integer', default: () => "short_number(nextval('short_numbers'))", update: false });
}
