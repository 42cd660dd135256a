import type { AppConfig } from '../config.js';

/** Whose keys these are: browsers use a key only on pages of its domain, and sign the page's origin. */
export interface RelyingParty {
  domain: string;
  accepts: (origin: string) => boolean;
}

type Settings = Pick<AppConfig, 'publicUrl' | 'consoleUrl' | 'keyDomain'>;

const LOCAL = 'localhost';

/**
 * Where security keys work, by the settings: at the origins of PUBLIC_URL and CONSOLE_URL, over https. Without PUBLIC_URL
 * at this machine only, at any port of `localhost`. Null where they cannot work: browsers know no keys over plain http,
 * nor for a numeric address. What a request says of its host decides nothing.
 */
export function relyingPartyOf({ publicUrl, consoleUrl, keyDomain }: Settings): RelyingParty | null {
  if (publicUrl === null) return { domain: LOCAL, accepts: isLocal };
  const { hostname } = new URL(publicUrl);
  if (hostname === LOCAL) return { domain: LOCAL, accepts: isLocal };
  const domain = keyDomain ?? hostname;
  const origins = [publicUrl, ...(consoleUrl === null ? [] : [consoleUrl])]
    .map((address) => new URL(address))
    .filter((address) => address.protocol === 'https:' && isWithin(address.hostname, domain))
    .map(({ origin }) => origin);
  return origins.length === 0 || isNumeric(hostname)
    ? null
    : { domain, accepts: (origin) => origins.includes(origin) };
}

const isWithin = (host: string, domain: string) => host === domain || host.endsWith(`.${domain}`);

function isLocal(origin: string): boolean {
  return URL.canParse(origin) && new URL(origin).hostname === LOCAL;
}

/** An IPv4 or IPv6 address, as `URL` writes them. */
const isNumeric = (host: string) => host.startsWith('[') || /^[\d.]+$/.test(host);
