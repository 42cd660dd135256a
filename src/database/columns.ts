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
