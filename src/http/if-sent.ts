import { ValidateIf } from 'class-validator';

/** A field may be left out, but null is a value and must pass: `IsOptional` would let it through unchecked. */
export function IfSent(): PropertyDecorator {
  return ValidateIf((_, value: unknown) => value !== undefined);
}
