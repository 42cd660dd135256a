import type {
  PublicKeyCredentialCreationOptionsJSON as CreationOptions,
  PublicKeyCredentialRequestOptionsJSON as RequestOptions,
} from '@simplewebauthn/browser';
import { api } from './client';
import { KeyNotUsed, Refused } from './errors';
import type { KeyProof } from './session';

export type AskedOfKey = RequestOptions;

/** What adds a key to the account, as the API takes it. */
interface NewKey {
  name: string;
  id: string;
  client_data: string;
  attestation: string;
  transports: string[];
}

/** Fetched by who has a key. */
const library = () => import('@simplewebauthn/browser');

/** Browsers know keys on pages that came by https or from this machine, and never for a numeric address. */
export function browserHasKeys(): boolean {
  return 'PublicKeyCredential' in window && !/^[\d.]+$|^\[/.test(window.location.hostname);
}

/** What a refused sign-in asks of the user's security keys; null: nothing. */
export function askedOfKey(error: unknown): AskedOfKey | null {
  if (!(error instanceof Refused) || error.problem.code !== 'factor_required' || !browserHasKeys())
    return null;
  return (error.problem.public_key as AskedOfKey | undefined) ?? null;
}

/** Has a key sign what was asked. Throws `KeyNotUsed`. */
export async function touchKey(asked: AskedOfKey): Promise<KeyProof> {
  const { startAuthentication } = await library();
  const { id, response } = await startAuthentication({ optionsJSON: asked }).catch(notUsed);
  return {
    id,
    client_data: response.clientDataJSON,
    authenticator_data: response.authenticatorData,
    signature: response.signature,
  };
}

/** A code as it was typed; without one, what a security key signs. Throws `KeyNotUsed`, and as `api` does. */
export async function codeOrKey(code: string): Promise<{ code: string } | { key: KeyProof }> {
  if (code !== '') return { code };
  const path = 'auth/factor/keys/challenge/';
  const answer = await api<{ public_key: AskedOfKey }>(path, { method: 'POST' });
  return { key: await touchKey(answer.public_key) };
}

/** What adds a key of this browser or device to the account: the body of `confirm`. Throws `KeyNotUsed`. */
export async function newKey(name: string, proof: object): Promise<NewKey> {
  const begun = await api<{ public_key: CreationOptions }>('auth/factor/keys/', {
    method: 'POST',
    body: proof,
  });
  const { startRegistration } = await library();
  const { id, response } = await startRegistration({ optionsJSON: begun.public_key }).catch(notUsed);
  // One that this server does not know is a hint less.
  const known = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;
  return {
    name,
    id,
    client_data: response.clientDataJSON,
    attestation: response.attestationObject,
    transports: known.filter((each) => response.transports?.includes(each)),
  };
}

function notUsed(): never {
  throw new KeyNotUsed();
}
