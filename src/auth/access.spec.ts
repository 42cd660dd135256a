import { describe, expect, test } from '@jest/globals';
import { admits, isStaff, ROLES, type Role } from './access.js';

const admitted = (...roles: Role[]) => ROLES.filter((role) => admits(roles, { id: 'x', role }));

describe('roles', () => {
  test('a route for staff admits admins too', () => {
    expect(admitted('staff')).toEqual(['staff', 'admin']);
    expect(admitted('customer', 'staff')).toEqual(['customer', 'staff', 'admin']);
  });

  test('a route for admins does not admit staff', () => {
    expect(admitted('admin')).toEqual(['admin']);
  });

  test("a customer's route is closed to everyone else", () => {
    expect(admitted('customer')).toEqual(['customer']);
  });

  test('staff and admins are bank personnel', () => {
    expect(ROLES.filter((role) => isStaff({ id: 'x', role }))).toEqual(['staff', 'admin']);
  });
});
