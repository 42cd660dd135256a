import { lookup as lookUp } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** An address that messages are not sent to, with why. */
export class UnsafeAddress extends Error {
  constructor(
    readonly why: 'scheme' | 'credentials' | 'port' | 'private' | 'unknown',
    message: string,
  ) {
    super(message);
  }
}

/** Where messages may go. */
export interface AddressRules {
  production: boolean;
  /** Any port, and addresses of the own network: for tests, and where everything is on one network. */
  allowPrivate: boolean;
}

const SAFE_PORTS = ['', '443', '8443'];
const PLAIN_PORTS = [...SAFE_PORTS, '80'];

const inside = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  inside.addSubnet(net, bits, 'ipv4');
}
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  inside.addSubnet(net, bits, 'ipv6');
}

/** Whether an IP address is of this machine, of a network behind it, or of none. IPv4 within IPv6 counts as what it is. */
export function isInside(address: string): boolean {
  const version = isIP(address);
  if (version === 0) return true;
  return inside.check(address, version === 6 ? 'ipv6' : 'ipv4');
}

/** The parts of an address that messages may be sent to. Throws UnsafeAddress; it does not look the name up. */
export function safeUrl(text: string, { production, allowPrivate }: AddressRules): URL {
  if (!URL.canParse(text)) throw new UnsafeAddress('scheme', 'It is no address.');
  const url = new URL(text);
  if (url.protocol !== 'https:' && (production || url.protocol !== 'http:')) {
    throw new UnsafeAddress('scheme', 'It must begin with https://.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new UnsafeAddress('credentials', 'It must not contain a user or a password.');
  }
  if (!allowPrivate && !(production ? SAFE_PORTS : PLAIN_PORTS).includes(url.port)) {
    throw new UnsafeAddress('port', 'Its port must be 443 or 8443.');
  }
  const host = hostOf(url);
  // A number is not looked up, so it is checked here.
  if (!allowPrivate && isIP(host) !== 0 && isInside(host)) throw insideOf(host);
  return url;
}

/** Looks the name of an address up. Throws UnsafeAddress when it is unknown, or one of its addresses is inside. */
export async function assertSafeHost(url: URL, rules: AddressRules): Promise<void> {
  const host = hostOf(url);
  if (isIP(host) !== 0) return;
  const found = await lookUp(host, { all: true }).catch(() => []);
  if (found.length === 0) throw new UnsafeAddress('unknown', `There is no host ${host}.`);
  if (rules.allowPrivate) return;
  const bad = found.find(({ address }) => isInside(address));
  if (bad) throw insideOf(bad.address);
}

/**
 * Looks names up for a connection. Every address is checked, and those that are checked are those that are connected to:
 * a name that means something else a moment later gains nothing.
 */
export function safeLookup({ allowPrivate }: AddressRules): LookupFunction {
  return (host, options, callback) => {
    lookUp(host, { ...options, all: true }).then(
      (found) => {
        const bad = allowPrivate ? undefined : found.find(({ address }) => isInside(address));
        const [first] = found;
        if (bad) callback(insideOf(bad.address), '', 0);
        else if (!first) callback(new UnsafeAddress('unknown', `There is no host ${host}.`), '', 0);
        else if (options.all === true) callback(null, found);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => {
        callback(error as NodeJS.ErrnoException, '', 0);
      },
    );
  };
}

/** Without the brackets of IPv6. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

function insideOf(address: string): UnsafeAddress {
  return new UnsafeAddress('private', `${address} is not on the public internet.`);
}
