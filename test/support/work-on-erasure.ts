import type { TestApp } from './app.js';
import type { Names } from './example-ids.js';
import { makeUser } from './make.js';

/** Somebody new for each operation that erases: nobody is erased twice, nor while something is open. */
export function workOnErasure(app: TestApp): Record<string, () => Promise<Names>> {
  const somebody = (role: 'customer' | 'provider') => async () => {
    const { id } = await makeUser(app, role);
    return { [role]: id, newUsername: `${role}-${id}` };
  };
  // The document's example of a user is that of a customer.
  const clerk = async () => {
    const { id } = await makeUser(app, 'staff');
    return { customer: id, newUsername: `staff-${id}` };
  };
  return Object.fromEntries(
    Object.entries({
      customers: somebody('customer'),
      providers: somebody('provider'),
      users: clerk,
    }).flatMap(([people, make]) => [
      [`POST /api/${people}/{id}/erase`, make],
      [`POST /api/${people}/{id}/erase/preview`, make],
    ]),
  );
}
