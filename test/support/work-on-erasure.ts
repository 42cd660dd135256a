import type { TestApp } from './app.js';
import type { Names } from './example-ids.js';
import { makeUser } from './make.js';

/** Somebody new for each operation that erases: nobody is erased twice, nor while something is open. */
export function workOnErasure(app: TestApp): Record<string, () => Promise<Names>> {
  const somebody = (role: 'customer' | 'provider') => async () => {
    const { id } = await makeUser(app, role);
    return { [role]: id, newUsername: `${role}-${id}` };
  };
  return Object.fromEntries(
    (['customer', 'provider'] as const).flatMap((role) => [
      [`POST /api/${role}s/{id}/erase`, somebody(role)],
      [`POST /api/${role}s/{id}/erase/preview`, somebody(role)],
    ]),
  );
}
