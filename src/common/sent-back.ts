import { invalidFields } from './validation.js';

/** Throws `validation_failed` when a read-only field that was sent back is not as it is shown; `url` may have any host. */
export function assertUnchanged(sent: object, readOnly: readonly string[], shown: object): void {
  const now: Record<string, unknown> = { ...shown };
  const changed = Object.entries(sent).filter(([name, value]) => {
    if (value === undefined || !readOnly.includes(name)) return false;
    if (name === 'url') return typeof value !== 'string' || !value.endsWith(`/${String(now.id)}/`);
    return String(value) !== String(now[name]);
  });
  if (changed.length === 0) return;
  throw invalidFields(
    changed.map(([field]) => ({ field, code: 'read_only', message: `${field} cannot be changed here.` })),
  );
}
