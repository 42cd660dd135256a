import type { Environment } from './environment.js';

/**
 * KEY_DOMAIN, or null. Browsers refuse a domain that is not the page's own or one above it, so any other is a fault.
 */
export function readKeyDomain(read: Environment): string | null {
  const isDomain = (text: string) => /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(text) && /[a-z]/.test(text);
  const given = read.checked('KEY_DOMAIN', isDomain, 'a domain such as example.org') ?? null;
  if (given === null) return null;
  const address = read.text('PUBLIC_URL') ?? '';
  const host = URL.canParse(address) ? new URL(address).hostname : '';
  if (host === given || host.endsWith(`.${given}`)) return given;
  read.fault('KEY_DOMAIN', 'the host of PUBLIC_URL, or a domain above it', 'plain');
  return null;
}
