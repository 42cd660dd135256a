import type { Request, Statuses } from './authorisation.table.js';

const CODE = { code: '287082' };
const KEY = { name: 'Blue key', id: 'AAAA', client_data: 'e30', attestation: 'oA' };
const PASSWORD_AND_CODE = { current_password: 'not the password', ...CODE };
/** For everybody who is signed in. */
const SIGNED_IN = (status: number): Statuses => [401, status, status, status, status, status, status];

/** The second factor: nobody here has one, or a password. */
export const OF_FACTORS: Record<string, [Statuses, Request]> = {
  'GET /api/auth/factor': [SIGNED_IN(200), {}],
  'POST /api/auth/factor': [SIGNED_IN(400), { body: () => ({ current_password: 'not the password' }) }],
  'POST /api/auth/factor/confirm': [SIGNED_IN(409), { body: () => CODE }],
  'POST /api/auth/factor/recovery_codes': [SIGNED_IN(400), { body: () => PASSWORD_AND_CODE }],
  'POST /api/auth/factor/off': [SIGNED_IN(400), { body: () => PASSWORD_AND_CODE }],
  'POST /api/auth/factor/keys': [SIGNED_IN(400), { body: () => ({ current_password: 'not the password' }) }],
  'POST /api/auth/factor/keys/confirm': [SIGNED_IN(400), { body: () => KEY }],
  'POST /api/auth/factor/keys/challenge': [SIGNED_IN(409), {}],
  'POST /api/auth/factor/keys/{id}/remove': [
    SIGNED_IN(400),
    { path: ({ clerk }) => `/api/auth/factor/keys/${clerk.id}/remove`, body: () => PASSWORD_AND_CODE },
  ],
  'POST /api/users/{id}/reset_factor': [
    [401, 403, 403, 403, 403, 403, 409],
    { path: ({ clerk }) => `/api/users/${clerk.id}/reset_factor` },
  ],
};
