import { ValidateIf } from 'class-validator';

/**
 * A field that may be left out, while null is a value that must be valid: `IsOptional` would let null through
 * unchecked.
 */
export function IfSent(): PropertyDecorator {
  return ValidateIf((_, value: unknown) => value !== undefined);
}
