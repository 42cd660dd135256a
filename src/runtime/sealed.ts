import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const VERSION = 'v1';
const KEY_BYTES = 32;
const IV_BYTES = 12;

/** A text could not be opened: none of the keys sealed it, or it was changed or moved. */
export class CannotOpen extends Error {}

interface Key {
  /** Identifies the key that sealed a text, without revealing it. */
  id: string;
  bytes: Buffer;
}

/**
 * Encrypts what the database stores but must not show: AES-256-GCM with the first key; older keys only open what was
 * sealed before a rotation. A sealed text is bound to its `place` (such as table, column and id) and does not open
 * elsewhere.
 */
export class Sealer {
  private readonly keys: [Key, ...Key[]];

  /** Keys of 32 bytes in base64: the current one, then older ones. Throws RangeError on another length. */
  constructor(current: string, ...older: string[]) {
    this.keys = [toKey(current), ...older.map(toKey)];
  }

  seal(text: string, place: string): string {
    const [{ id, bytes }] = this.keys;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, bytes, iv).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return [VERSION, id, ...[iv, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join(
      '.',
    );
  }

  /** Throws CannotOpen. */
  open(sealed: string, place: string): string {
    const [version, id, ...parts] = sealed.split('.');
    const key = this.keys.find((candidate) => candidate.id === id);
    const [iv, text, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
    if (version !== VERSION || !iv || !text || !tag) throw new CannotOpen('this is not a sealed text');
    if (!key)
      throw new CannotOpen(
        `it was sealed with the key ${String(id)}, which is not among SECRETS_KEY and SECRETS_KEY_OLD`,
      );
    try {
      const decipher = createDecipheriv(CIPHER, key.bytes, iv, { authTagLength: 16 });
      decipher.setAAD(Buffer.from(place)).setAuthTag(tag);
      return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
    } catch (error) {
      throw new CannotOpen('it was changed, or sealed for another place', { cause: error });
    }
  }

  /** What every text begins with that the current key has sealed; those of older keys should be sealed again. */
  get mark(): string {
    return `${VERSION}.${this.keys[0].id}.`;
  }
}

/** Whether a text is a key: 32 bytes in base64 or base64url. */
export function isSealingKey(text: string): boolean {
  return /^[\w+/-]{42,44}={0,2}$/.test(text) && Buffer.from(text, 'base64').length === KEY_BYTES;
}

function toKey(text: string): Key {
  if (!isSealingKey(text)) throw new RangeError(`a key is ${String(KEY_BYTES)} bytes in base64`);
  const bytes = Buffer.from(text, 'base64');
  return { id: createHash('sha256').update('key id').update(bytes).digest('base64url').slice(0, 8), bytes };
}
