import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import type { RelyingParty } from './relying-party.js';
import type { SecurityKey } from './security-key.entity.js';
import type { User } from './user.entity.js';

export type CreationOptions = PublicKeyCredentialCreationOptionsJSON;
export type RequestOptions = PublicKeyCredentialRequestOptionsJSON;

/** What a browser has of a key that signed, each in base64url. */
export interface KeyProof {
  id: string;
  clientData: string;
  authenticatorData: string;
  signature: string;
}

/** What a browser has of a key that was made. */
export interface MadeKey {
  id: string;
  clientData: string;
  attestation: string;
  transports: string[];
}

/** How long a challenge waits for its signature. */
export const CHALLENGE_MS = 300_000;

/** The password was asked for already: touching the key is enough, its own PIN is not wanted too. */
const WITHOUT_PIN = 'discouraged';

/** Loaded by who needs it: most processes never do. */
let loaded: Promise<typeof import('@simplewebauthn/server')> | undefined;
const library = () => (loaded ??= import('@simplewebauthn/server'));

/** What a browser takes to make a key for this user, who has these already. */
export async function creationOptions(
  { domain }: RelyingParty,
  user: User,
  present: readonly SecurityKey[],
): Promise<CreationOptions> {
  const { generateRegistrationOptions } = await library();
  return generateRegistrationOptions({
    rpID: domain,
    rpName: domain,
    userName: user.username,
    userDisplayName: `${user.firstName} ${user.lastName}`.trim() || user.username,
    // Nobody reads from it who somebody is.
    userID: new Uint8Array(Buffer.from(user.id.replaceAll('-', ''), 'hex')),
    timeout: CHALLENGE_MS,
    attestationType: 'none',
    excludeCredentials: present.map(asDescriptor),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: WITHOUT_PIN },
  });
}

/** What a browser takes to ask one of these keys for a signature. */
export async function requestOptions(
  { domain }: RelyingParty,
  keys: readonly SecurityKey[],
): Promise<RequestOptions> {
  const { generateAuthenticationOptions } = await library();
  return generateAuthenticationOptions({
    rpID: domain,
    timeout: CHALLENGE_MS,
    userVerification: WITHOUT_PIN,
    allowCredentials: keys.map(asDescriptor),
  });
}

/** The public key and the counter of a key that was made for this challenge. Throws an error that says what is wrong. */
export async function checkMade(
  party: RelyingParty,
  challenge: string,
  { id, clientData, attestation, transports }: MadeKey,
): Promise<Pick<SecurityKey, 'credentialId' | 'publicKey' | 'counter'>> {
  const { verifyRegistrationResponse } = await library();
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: {
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: clientData,
        attestationObject: attestation,
        transports,
      },
    },
    expectedChallenge: challenge,
    expectedOrigin: acceptedOrigin(party, clientData),
    expectedRPID: party.domain,
    requireUserVerification: false,
  });
  if (!verified) throw new Error('the attestation does not hold');
  const { credential } = registrationInfo;
  return {
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey),
    counter: BigInt(credential.counter),
  };
}

/**
 * The counter of a key that signed this challenge, on a page of this party. Throws an error that says what is wrong, such
 * as a counter that did not go up.
 */
export async function checkProof(
  party: RelyingParty,
  challenge: string,
  { id, clientData, authenticatorData, signature }: KeyProof,
  key: SecurityKey,
): Promise<bigint> {
  const { verifyAuthenticationResponse } = await library();
  const response: AuthenticationResponseJSON = {
    id,
    rawId: id,
    type: 'public-key',
    clientExtensionResults: {},
    response: { clientDataJSON: clientData, authenticatorData, signature },
  };
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: acceptedOrigin(party, clientData),
    expectedRPID: party.domain,
    requireUserVerification: false,
    credential: {
      id: key.credentialId,
      publicKey: new Uint8Array(key.publicKey),
      counter: Number(key.counter),
    },
  });
  if (!verified) throw new Error('the signature does not hold');
  return BigInt(authenticationInfo.newCounter);
}

/** The challenge that a browser says was signed; null when that cannot be read. The signature is what proves it. */
export function challengeIn(clientData: string): string | null {
  return clientDataOf(clientData).challenge ?? null;
}

/** The origin of the page, where it is one of the party's; else none that any page has. */
function acceptedOrigin(party: RelyingParty, clientData: string): string {
  const { origin } = clientDataOf(clientData);
  if (origin !== undefined && party.accepts(origin)) return origin;
  throw new Error(`signed on a page of ${(origin ?? 'no origin').slice(0, 100)}`);
}

function clientDataOf(clientData: string): { challenge?: string; origin?: string } {
  try {
    const read = JSON.parse(Buffer.from(clientData, 'base64url').toString()) as Record<
      string,
      unknown
    > | null;
    const textOf = (name: string) => (typeof read?.[name] === 'string' ? { [name]: read[name] } : {});
    return { ...textOf('challenge'), ...textOf('origin') };
  } catch {
    return {};
  }
}

const asDescriptor = ({ credentialId, transports }: SecurityKey) => ({
  id: credentialId,
  transports,
});
