import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';

/** Where a key is asked: browsers put the page's origin into what is signed, and the hash of its domain. */
export interface At {
  origin: string;
  domain: string;
}

/** What the server sent for `navigator.credentials`. */
export interface Options {
  challenge: string;
  rp?: { id: string };
  rpId?: string;
  allowCredentials?: { id: string }[];
}

type Cbor = string | number | Buffer | Map<string | number, Cbor>;

/** Present, and with the credential's data. */
const [TOUCHED, WITH_KEY] = [0x01, 0x40];

/** A security key in software, written apart from the server's library: ES256, without attestation. */
export class SoftwareKey {
  readonly id = randomBytes(16);
  counter = 0;
  private readonly secret: KeyObject;
  private readonly point: { x: Buffer; y: Buffer };

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.secret = privateKey;
    this.point = { x: Buffer.from(x, 'base64url'), y: Buffer.from(y, 'base64url') };
  }

  /** What a page sends of a new key. */
  make({ challenge }: Options, { origin, domain }: At) {
    const cose = new Map<number, Cbor>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, this.point.x],
      [-3, this.point.y],
    ]);
    const length = Buffer.from([0, this.id.length]);
    const key = Buffer.concat([Buffer.alloc(16), length, this.id, encode(cose)]);
    const attestation = new Map<string, Cbor>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', Buffer.concat([this.data(domain, TOUCHED | WITH_KEY), key])],
    ]);
    return {
      id: this.id.toString('base64url'),
      client_data: clientData('webauthn.create', challenge, origin).toString('base64url'),
      attestation: encode(attestation).toString('base64url'),
      transports: ['usb'],
    };
  }

  /** What a page sends of a key that was touched. The counter goes up first, unless it is held. */
  sign({ challenge }: Options, { origin, domain }: At, counts: 'up' | 'held' = 'up') {
    if (counts === 'up') this.counter += 1;
    const told = clientData('webauthn.get', challenge, origin);
    const data = this.data(domain, TOUCHED);
    const digest = createHash('sha256').update(told).digest();
    const signature = createSign('sha256').update(data).update(digest).sign(this.secret);
    return {
      id: this.id.toString('base64url'),
      client_data: told.toString('base64url'),
      authenticator_data: data.toString('base64url'),
      signature: signature.toString('base64url'),
    };
  }

  private data(domain: string, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([createHash('sha256').update(domain).digest(), Buffer.from([flags]), counter]);
  }
}

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

/** CBOR (RFC 8949), as far as keys need it. */
function encode(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap((pair) => pair.map(encode))]);
}

function head(major: number, count: number): Buffer {
  if (count < 24) return Buffer.from([(major << 5) | count]);
  if (count < 256) return Buffer.from([(major << 5) | 24, count]);
  return Buffer.from([(major << 5) | 25, count >> 8, count & 255]);
}
