import { createHmac } from 'node:crypto';

/** The secret that the benchmarked app runs with. */
export const JWT_SECRET = 'bench-only-secret-of-enough-length-0123456789';

const SIX_HOURS = 6 * 3600;

/** An access token as `src/auth/jwt.strategy.ts` accepts it, for longer than a benchmark takes. */
export function mintToken(userId: string, role: 'customer' | 'provider' | 'staff' | 'admin'): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({
    role,
    iat: now,
    exp: now + SIX_HOURS,
    aud: 'loan-management-platform/api',
    iss: 'loan-management-platform',
    sub: userId,
  })}`;
  return `${signed}.${createHmac('sha256', JWT_SECRET).update(signed).digest('base64url')}`;
}
