import { describe, expect, test } from '@jest/globals';
import { credentialErrors } from './credentials.js';

const codes = (username: string, password: string) =>
  credentialErrors(username, password).map(({ field, code }) => `${field}:${code}`);

describe('credentials of a new user', () => {
  test('a plain username and a long password are fine', () => {
    expect(codes('ada@example.org', 'correct horse battery')).toEqual([]);
    expect(codes('ada', '0123456789')).toEqual([]);
  });

  test.each(['ad', 'ada lovelace', 'adá', 'ada\n', '', 'a'.repeat(151)])(
    'refuses the username %j',
    (name) => {
      expect(codes(name, 'correct horse battery')).toEqual(['username:matches']);
    },
  );

  test('a password has 10 to 128 characters, an emoji counting as one', () => {
    expect(codes('ada', '012345678')).toEqual(['password:is_length']);
    expect(codes('ada', 'x'.repeat(129))).toEqual(['password:is_length']);
    expect(codes('ada', '🔑'.repeat(9))).toEqual(['password:is_length']);
    expect(codes('ada', '🔑'.repeat(128))).toEqual([]);
  });

  test('a password is not the username in other letters', () => {
    expect(codes('ada.lovelace', 'Ada.Lovelace')).toEqual(['password:password_is_username']);
  });
});
