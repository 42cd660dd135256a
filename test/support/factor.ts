import { createHmac } from 'node:crypto';
import type { TestApp } from './app.js';
import { Client } from './http.js';
import { must } from './make.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function bytesOf(base32: string): Buffer {
  const bits = [...base32].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** What an authenticator app shows, by RFC 4226 and 6238, written apart from the server's library. */
export function codeOf(secret: string, at = Date.now()): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** A code that is certainly not shown around now. */
export function wrongCode(secret: string): string {
  const near = [-2, -1, 0, 1, 2].map((step) => codeOf(secret, Date.now() + step * 30_000));
  return (
    ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.includes(code)) ?? ''
  );
}

/** Nobody waits for 30 seconds: the code that is shown now counts once more. */
export async function nextCode(app: Pick<TestApp, 'database'>): Promise<void> {
  await app.database.rows('UPDATE second_factors SET last_step = 0 WHERE last_step IS NOT NULL');
}

/** Sets an authenticator app up for who has this token and password, and this code where there is a factor already. */
export async function setUp(
  app: Pick<TestApp, 'url' | 'database'>,
  token: string,
  password: string,
  code?: string,
): Promise<{ secret: string; recovery: string[] }> {
  const api = new Client(app.url, token);
  const begun = must(201, await api.post('/api/auth/factor/', { current_password: password, code }));
  const secret = String(begun.secret);
  const confirmed = must(200, await api.post('/api/auth/factor/confirm/', { code: codeOf(secret) }));
  await nextCode(app);
  return { secret, recovery: confirmed.recovery_codes as string[] };
}
