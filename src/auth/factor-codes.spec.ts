import { expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { Clock } from '../database/clock.js';
import type { SecretRotation } from '../database/secret-rotation.js';
import { Secrets } from '../database/secrets.js';
import { AccountWatchers } from './account-watchers.js';
import { FactorCodes } from './factor-codes.service.js';

/** Where a server has these keys. */
const codesWith = (...secretsKeys: string[]) =>
  new FactorCodes(new Secrets({ secretsKeys }), {} as SecretRotation, {} as Clock, new AccountWatchers(), {
    publicUrl: null,
  });

it('a second factor needs a key to keep its secret with', () => {
  const withoutKey = codesWith();
  expect(() => {
    withoutKey.assertPossible();
  }).toThrow(expect.objectContaining({ code: 'factors_off' }));
  const withKey = codesWith(randomBytes(32).toString('base64'));
  expect(() => {
    withKey.assertPossible();
  }).not.toThrow();
});
