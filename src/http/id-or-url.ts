import { Transform } from 'class-transformer';

/**
 * Accepts the address of an object of this collection in place of its id, as clients of the original platform send it.
 */
export function IdOrUrl(collection: string): PropertyDecorator {
  const address = new RegExp(`^(?:https?://[^/?#]+)?/api/${collection}/([0-9a-f-]{36})/?$`, 'i');
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? (address.exec(value)?.[1] ?? value) : value,
  );
}
