/** One field of an event's data: its JSON Schema and an example, whose type is the field's. */
export interface Field<T> {
  schema: Record<string, unknown>;
  example: T;
}
export type Fields = Record<string, Field<unknown>>;

const field = <T>(schema: Record<string, unknown>, example: T): Field<T> => ({ schema, example });

export const amount = (description: string, example = '1050.00'): Field<string> =>
  field({ type: 'string', pattern: String.raw`^-?\d+(\.\d+)?$`, description }, example);

export const uuid = (description: string, example = '0199d1f4-7c1e-7cc1-b6a0-5c0f6f1a2b3c'): Field<string> =>
  field({ type: 'string', format: 'uuid', description }, example);

export const uuids = (description: string): Field<string[]> =>
  field({ type: 'array', items: { type: 'string', format: 'uuid' }, description }, [
    '0199d1f4-7c1e-7cc1-b6a0-5c0f6f1a2b3c',
  ]);

export const date = (description: string, example = '2026-11-23'): Field<string> =>
  field({ type: 'string', format: 'date', description }, example);

export const word = (description: string, example: string): Field<string> =>
  field({ type: 'string', description }, example);

export const count = (description: string, example: number): Field<number> =>
  field({ type: 'integer', description }, example);

export const yesOrNo = (description: string, example: boolean): Field<boolean> =>
  field({ type: 'boolean', description }, example);

/** The same field where it may be unknown. */
export function orNull<T>({ schema, example }: Field<T>): Field<T | null> {
  return { schema: { ...schema, type: [schema.type, 'null'] }, example };
}

export const currency = field(
  { type: 'string', pattern: '^[A-Z]{3}$', description: 'The currency of the amounts, by ISO 4217.' },
  'USD',
);
