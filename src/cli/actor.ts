import { userInfo } from 'node:os';
import type { Actor } from '../http/audit-log.js';

/** Whoever types a command: nobody is signed in, so the author is only known as a user of the operating system. */
export function atTheServer(): Actor {
  return { id: null, via: 'cli', from: nameOfUser() };
}

/** A container may run under a user id that has no name. */
function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.());
  }
}
