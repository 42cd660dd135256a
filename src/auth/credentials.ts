import type { FieldError } from '../runtime/problems.js';
import { weaknessOf, type Person } from './password-strength.js';

/** Usernames are ASCII, so that upper and lower case mean the same everywhere. */
export const USERNAME = /^[A-Za-z0-9_.@+-]{3,150}$/;
export const USERNAME_RULE = 'username must be 3 to 150 letters, digits or any of _ . @ + -';

/** There is no rule about kinds of characters: only the number of guesses matters. */
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 128;

/** Faults in the credentials of a new user; empty when there are none. */
export async function credentialErrors(person: Person, password: string): Promise<FieldError[]> {
  const errors: FieldError[] = [];
  if (!USERNAME.test(person.username)) {
    errors.push({ field: 'username', code: 'matches', message: USERNAME_RULE });
  }
  return [...errors, ...(await passwordErrors(person, password, 'password'))];
}

/** Faults in a person's new password: too short, too long, or easy to guess. */
export async function passwordErrors(person: Person, password: string, field: string): Promise<FieldError[]> {
  const length = Array.from(password).length;
  if (length < PASSWORD_MIN || length > PASSWORD_MAX) {
    const message = `${field} must be ${String(PASSWORD_MIN)} to ${String(PASSWORD_MAX)} characters long`;
    return [{ field, code: 'is_length', message }];
  }
  const weakness = await weaknessOf(password, person);
  return weakness === null ? [] : [{ field, code: 'weak_password', message: `${field}: ${weakness}` }];
}
