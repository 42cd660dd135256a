import type { ValueTransformer } from 'typeorm';

/** `bigint` columns hold minor units; the driver sends them as text, the application uses BigInt. */
export const bigintColumn: ValueTransformer = {
  to: (value: bigint | null | undefined) => (typeof value === 'bigint' ? value.toString() : value),
  from: (value: string | null) => (value === null ? null : BigInt(value)),
};
