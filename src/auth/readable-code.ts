import { randomInt } from 'node:crypto';

/** Without characters that look alike, and without vowels, so that no words appear. */
const ALPHABET = 'bcdfghjkmnpqrstvwxz23456789';
const GROUP_LENGTH = 4;

/** Random characters that are easy to read aloud, 19 bits a group: `k7mp-9xqt-zc4d-hw2f`. */
export function readableCode(groups: number): string {
  const group = () =>
    Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}
