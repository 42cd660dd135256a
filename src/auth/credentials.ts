import type { FieldError } from '../common/problems.js';

/** Usernames are ASCII, so that upper and lower case mean the same everywhere. */
export const USERNAME = /^[A-Za-z0-9_.@+-]{3,150}$/;
export const USERNAME_RULE = 'username must be 3 to 150 letters, digits or any of _ . @ + -';

/** Length is what makes a password strong; there is no rule about kinds of characters. */
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 128;

/** What is wrong with the credentials of a new user; empty when they are fine. */
export function credentialErrors(username: string, password: string): FieldError[] {
  const errors: FieldError[] = [];
  if (!USERNAME.test(username)) {
    errors.push({ field: 'username', code: 'matches', message: USERNAME_RULE });
  }
  const length = Array.from(password).length;
  if (length < PASSWORD_MIN || length > PASSWORD_MAX) {
    const message = `password must be ${String(PASSWORD_MIN)} to ${String(PASSWORD_MAX)} characters long`;
    errors.push({ field: 'password', code: 'is_length', message });
  } else if (password.toLowerCase() === username.toLowerCase()) {
    const message = 'password must not be the username';
    errors.push({ field: 'password', code: 'password_is_username', message });
  }
  return errors;
}
