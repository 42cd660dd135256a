import { Secret, TOTP } from 'otpauth';

/** RFC 6238 as all authenticator apps have it: SHA-1, six digits, 30 seconds. Many ignore any other wish. */
const PERIOD_SECONDS = 30;
const ALGORITHM = { algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS };
const CODE = /^\d{6}$/;
/** 160 bits, as RFC 4226 recommends. */
const SECRET_BYTES = 20;
/** Codes of so many periods before and after count too: clocks differ, and people need time to type. */
const WINDOW = 1;

/** A new secret, in base32. */
export function newSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What an authenticator app reads from a QR code. */
export function uriOf(secret: string, issuer: string, username: string): string {
  return new TOTP({ ...ALGORITHM, issuer, label: username, secret: Secret.fromBase32(secret) }).toString();
}

/** A code as it was typed, without spaces and with the digits 0 to 9: an Arabic keyboard has its own. */
export function typedCode(text: string): string {
  const plain = (digit: string) => String((digit.codePointAt(0) ?? 0) & 15);
  return text.replaceAll(/\s/g, '').replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/g, plain);
}

/**
 * The period of 30 seconds, counted since 1970, whose code this is; null when it is of none within reach. Compares in
 * constant time.
 */
export function stepOf(secret: string, code: string, nowMs: number): number | null {
  // The library throws for what has other bytes than digits.
  if (!CODE.test(code)) return null;
  const totp = new TOTP({ ...ALGORITHM, secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token: code, timestamp: nowMs, window: WINDOW });
  return delta === null ? null : Math.floor(nowMs / (PERIOD_SECONDS * 1000)) + delta;
}
