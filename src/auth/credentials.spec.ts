import { describe, expect, test } from '@jest/globals';
import { credentialErrors } from './credentials.js';
import type { Person } from './password-strength.js';

const ADA = { firstName: 'Ada', lastName: 'Okoyé', email: 'a.okoye@harbour.example' };
const codes = async (person: string | Person, password: string) =>
  (await credentialErrors(typeof person === 'string' ? { username: person } : person, password)).map(
    ({ field, code }) => `${field}:${code}`,
  );

describe('credentials of a new user', () => {
  test('a plain username and a long password are fine', async () => {
    expect(await codes('ada@example.org', 'correct horse battery')).toEqual([]);
  });

  test.each(['ad', 'ada lovelace', 'adá', 'ada\n', '', 'a'.repeat(151)])(
    'refuses the username %j',
    async (name) => {
      expect(await codes(name, 'correct horse battery')).toEqual(['username:matches']);
    },
  );

  test('a password has 10 to 128 characters, an emoji counting as one', async () => {
    expect(await codes('ada', 'kX9-vT2_q')).toEqual(['password:is_length']);
    expect(await codes('ada', 'x'.repeat(129))).toEqual(['password:is_length']);
    expect(await codes('ada', '🔑'.repeat(9))).toEqual(['password:is_length']);
    expect(await codes('ada', '🔑 horse 🔋 staple 🐎 umbrella')).toEqual([]);
  });

  test.each([
    '1234567890',
    '          ',
    '0123456789',
    '9876543210',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'qwertyuiop',
    'zxcvbnm,./',
    '1q2w3e4r5t',
    'password123',
    'P@ssw0rd123',
    'Password1!!',
    'iloveyou123',
    'letmein2026',
    'welcome12345',
    'administrator',
    'loanplatform',
    '🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑',
    'x'.repeat(128),
    '12'.repeat(64),
    '\u00a0'.repeat(10),
  ])('refuses the password %j, with words that help', async (password) => {
    const errors = await credentialErrors({ username: 'somebody' }, password);
    expect(errors).toMatchObject([{ field: 'password', code: 'weak_password' }]);
    expect(errors[0]?.message).toMatch(/^password: it is (easy to guess|little more than a name)\. \S.{15,}/);
    expect(errors[0]?.message).not.toContain(password);
  });

  test.each([
    'ada.lovelace',
    'Ada.Lovelace',
    'lovelace-ada-1',
    'ADALOVELACE99',
    'okoye-okoye-7',
    'Ada Okoye 1815',
    'harbour-2026',
  ])('refuses %s, which is little more than a name of its user', async (password) => {
    expect(await codes({ username: 'ada.lovelace', ...ADA }, password)).toEqual(['password:weak_password']);
  });

  test('a name may be a part of a password', async () => {
    expect(await codes({ username: 'ada', ...ADA }, 'ada rides a purple tricycle')).toEqual([]);
  });

  test.each([
    ['the repeated', 'passw0rd1990'.repeat(11).slice(0, 128)],
    ['of signs for letters', '@$!10|{}'.repeat(16)],
    ['random', 'nAWb0c2XJvQ8sTz5Lr7Ue1Kd3Fg6Hy9PmQ4wVxCoBiRtYaSlZpNqEuJkDhGf'.repeat(3).slice(0, 128)],
    ['a row', 'abcdefghijklmnopqrstuvwxyz0123456789'.repeat(4).slice(0, 128)],
  ])('a long password is judged in no time: %s', async (_, password) => {
    await codes('warm', 'correct horse battery');
    const cpu = process.cpuUsage();
    await codes('ada', password);
    // All of it would take the word lists a second and more.
    expect(process.cpuUsage(cpu).user).toBeLessThan(400_000);
  });

  test('a long password is as good as its better end', async () => {
    expect(await codes('ada', `${'a'.repeat(60)} correct horse battery`)).toEqual([]);
  });
});
