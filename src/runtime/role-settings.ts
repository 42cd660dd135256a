import type { Environment } from './environment.js';

/** A setting that lists roles by name, or says `none`; any other name is a fault. */
export function readRoles<T extends string>(
  read: Environment,
  name: string,
  roles: readonly T[],
  fallback: readonly T[],
): T[] {
  const namesIn = (list: string) => list.split(',').map((role) => role.trim());
  const isKnown = (role: string): role is T => roles.some((known) => known === role);
  const given = read.checked(
    name,
    (list) => list === 'none' || namesIn(list).every(isKnown),
    `none, or roles separated by commas: ${roles.join(', ')}`,
  );
  return given === undefined ? [...fallback] : [...new Set(namesIn(given))].filter(isKnown);
}
