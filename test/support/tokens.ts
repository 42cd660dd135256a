import jwt from 'jsonwebtoken';

const SECRET = 'a secret of the tests, longer than 32 characters';

/** An access token as the server signs it. Changes make one that it must refuse. */
export function tokenFor(
  user: { id: string; role: string },
  changes: jwt.SignOptions & { secret?: string } = {},
): string {
  const { secret = SECRET, ...options } = changes;
  return jwt.sign({ role: user.role }, secret, {
    algorithm: 'HS256',
    subject: user.id,
    issuer: 'loan-management-platform',
    audience: 'loan-management-platform/api',
    expiresIn: 900,
    ...options,
  });
}
