import type { Type } from '@nestjs/common';
import { ApiBody } from '@nestjs/swagger';

/** A body that works as it is, for operations whose fields exclude each other. */
export function BodyExample<T extends object>(type: Type<T>, value: Partial<T>): MethodDecorator {
  return ApiBody({ type, examples: { example: { summary: 'An example', value } } });
}
