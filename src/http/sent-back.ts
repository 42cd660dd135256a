import type { Type } from '@nestjs/common';
import { Allow } from 'class-validator';
import { invalidFields } from './validation.js';

/**
 * Lets clients send back the read-only fields of an answer (`assertUnchanged` checks them). The API document does not
 * mention them, because nobody has to send them.
 */
export function allowSentBack(request: Type<unknown>, readOnly: readonly string[]): void {
  for (const name of readOnly) Allow()(request.prototype as object, name);
}

/**
 * Throws `validation_failed` when a read-only field that was sent back differs from what `show` returns. Calls `show`
 * only if there is such a field; `url` may have any host.
 */
export async function assertUnchanged(
  sent: object,
  readOnly: readonly string[],
  show: () => Promise<object>,
): Promise<void> {
  const sentBack = Object.entries(sent).filter(
    ([name, value]) => value !== undefined && readOnly.includes(name),
  );
  if (sentBack.length === 0) return;
  const now: Record<string, unknown> = { ...(await show()) };
  const changed = sentBack.filter(([name, value]) => {
    if (name === 'url') return typeof value !== 'string' || !value.endsWith(`/${String(now.id)}/`);
    return String(value) !== String(now[name]);
  });
  if (changed.length === 0) return;
  throw invalidFields(
    changed.map(([field]) => ({ field, code: 'read_only', message: `${field} cannot be changed here.` })),
  );
}
